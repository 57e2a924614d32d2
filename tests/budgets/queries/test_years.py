"""Which year a page is about, its last days to order and its newest load."""

from datetime import date, timedelta

import pytest

from balance.tenancy.scope import district_scope
from budgets.choices import ImportOrigin, ImportState, YearState
from budgets.domain.publish import post
from budgets.models import CutOff, FiscalYear, Import
from budgets.queries.pace import Window
from budgets.queries.years import Load, Year, all_years, current, year_of
from tests.cast import LOADED_AT, POSTED_THROUGH

NOVEMBER = date(2026, 11, 19)


def year(number, state=YearState.OPEN, **fields):
    given = {"starts_on": date(number - 1, 7, 1), "ends_on": date(number, 6, 30)}
    return Year(FiscalYear(year=number, state=state, **(given | fields)), {}, None)


def test_years_are_newest_first_with_their_last_days_and_their_load(cast, django_assert_num_queries):
    with district_scope(cast.ours.district):
        CutOff.objects.create(fiscal_year=cast.ours.years[2027], fund_code="130", last_order_on=date(2027, 2, 28))
        with django_assert_num_queries(1):
            found = all_years()
    assert [(each.number, each.label, each.is_open, each.is_settling) for each in found] == [
        (2027, "2026–27", True, False),
        (2026, "2025–26", False, False),
    ]
    assert [each.row.pk for each in found] == [cast.ours.years[2027].pk, cast.ours.years[2026].pk]
    assert [each.last_days for each in found] == [{"": date(2027, 4, 30), "130": date(2027, 2, 28)}, {}]
    load = Load(1, LOADED_AT, POSTED_THROUGH, "the ledger report of Nov 18", POSTED_THROUGH)
    assert [each.load for each in found] == [load, None]


def test_newest_load_is_the_published_one_that_came_last_and_never_a_roll(books):
    kept = books.post("A budget original 5")
    withdrawn = books.post("A budget original 6")
    Import.objects.filter(pk=withdrawn.pk).update(state=ImportState.WITHDRAWN)
    post(by=None, fiscal_year=books.years[2027], origin=ImportOrigin.ROLL, rows=[], posted_through=None)
    found = all_years()[0].load
    assert (found.number, found.posted_through, found.ties_to) == (kept.number, date(2026, 9, 1), "")


def test_load_whose_bytes_came_again_is_the_newest_and_was_loaded_then(books):
    first, second = books.post("A budget original 5"), books.post("A budget original 6")
    post(by=None, fiscal_year=books.years[2027], origin=ImportOrigin.WITHDRAWAL, rows=[], posted_through=None)
    assert (all_years()[0].load.number, all_years()[0].load.loaded_at) == (second.number, second.published_at)
    again = second.published_at + timedelta(hours=1)
    Import.objects.filter(pk=first.pk).update(confirmed_at=again)
    assert (all_years()[0].load.number, all_years()[0].load.loaded_at) == (first.number, again)


def test_load_of_another_year_is_not_this_ones(books):
    books.post("A budget original 5", year=2026)
    assert [each.load and each.load.number for each in all_years()] == [None, 1]


@pytest.mark.parametrize(
    ("today", "number"),
    [
        (date(2025, 7, 1), 2026),
        (date(2026, 6, 30), 2026),
        (date(2026, 7, 1), 2027),
        (date(2027, 6, 30), 2027),
        (date(2027, 7, 1), 2027),  # after the last one: the newest that is open
        (date(2020, 1, 1), 2027),
    ],
)
def test_current_year_is_the_one_that_today_falls_in(today, number):
    assert current([year(2027), year(2026, YearState.CLOSED)], today).number == number


def test_between_two_years_the_newest_open_one_is_current():
    gap = [year(2028, YearState.CLOSED, starts_on=date(2027, 9, 1)), year(2027), year(2026)]
    assert current(gap, date(2027, 8, 1)).number == 2027


def test_of_closed_years_the_newest_is_current_and_of_none_there_is_none():
    assert current([year(2027, YearState.CLOSED), year(2026, YearState.CLOSED)], date(2030, 1, 1)).number == 2027
    assert current([], NOVEMBER) is None


def test_window_ends_on_the_first_last_day_of_its_funds():
    days = {"": date(2027, 4, 30), "130": date(2027, 2, 28), "400": date(2027, 6, 1)}
    one = Year(year(2027).row, days, None)

    def last(*funds):
        return one.window(NOVEMBER, funds).last_order_on

    assert one.window(NOVEMBER, ["010"]) == Window(
        NOVEMBER, date(2026, 7, 1), date(2027, 6, 30), date(2027, 4, 30), of_source=False
    )
    assert (last(), last("400"), last("010", "400"), last("010", "130")) == (
        date(2027, 4, 30),
        date(2027, 6, 1),
        date(2027, 4, 30),
        date(2027, 2, 28),
    )


def test_window_without_a_last_day_to_order_ends_with_the_year():
    assert year(2027).window(NOVEMBER, ["010"]).last_order_on == date(2027, 6, 30)


def test_year_is_found_by_the_calendar_year_in_which_it_ends(cast):
    with district_scope(cast.ours.district):
        assert year_of(2027).pk == cast.ours.years[2027].pk
        assert year_of(2028) is None


@pytest.mark.parametrize(
    ("posted_through", "day"),
    [
        (date(2026, 11, 18), date(2026, 11, 18)),
        (date(2026, 11, 19), date(2026, 11, 19)),
        (date(2026, 11, 25), NOVEMBER),  # dated ahead
        (None, NOVEMBER),
    ],
)
def test_figures_speak_of_the_day_through_which_they_are_posted(posted_through, day):
    load = Load(1, LOADED_AT, posted_through, "", None)
    assert Year(year(2027).row, {}, load).known_on(NOVEMBER) == day
    assert year(2027).known_on(NOVEMBER) == NOVEMBER
