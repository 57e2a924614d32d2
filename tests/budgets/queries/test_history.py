"""This year beside closed years: at the same date and in full; every sum is that of its lines."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import District
from balance.tenancy.scope import district_scope
from budgets.choices import ImportOrigin, Pay, YearState
from budgets.domain.publish import post
from budgets.queries.history import Spent, history_of, month_ends, months_of
from tests.budgets.ledger import Books
from tests.budgets.queries import units

D = Decimal


@pytest.fixture
def past(books):
    """2025 and 2026 are closed, 2027 is open."""
    books.add_year(2025, YearState.CLOSED)
    books.years[2026].state = YearState.CLOSED
    books.years[2026].save()
    return books


def loaded(books):
    """Posted through November 18."""
    post(by=None, fiscal_year=books.years[2027], origin=ImportOrigin.FILE, rows=[], posted_through=date(2026, 11, 18))


def spend(books, code, amount, day, **fields):
    number = day.year + (day.month >= 7)
    books.line(code, number, **{"site": units.site(), **fields})
    books.post(f"{code} expenditure payment {amount}", year=number, posted_on=day)


def history(books, unit=None, year=2027):
    return history_of(unit or units.site(), units.year(year), books.district, units.TODAY)


def test_same_date_of_each_year_counts_to_the_end_of_the_day(past, django_assert_num_queries):
    for day in (date(2025, 11, 18), date(2025, 11, 19), date(2024, 11, 18), date(2026, 11, 18)):
        spend(past, "4310", 100, day)
    loaded(past)
    found = history(past)
    assert (found.years, found.on) == ((2027, 2026, 2025), date(2026, 11, 18))
    assert found.decide.spent == {2027: Spent(D(100), D(100)), 2026: Spent(D(100), D(200)), 2025: Spent(D(100), D(100))}
    site, year = units.site(), units.year()
    with django_assert_num_queries(1):
        history_of(site, year, past.district, units.TODAY)
    with django_assert_num_queries(1):
        months_of(site, year, past.district)


def test_undated_entries_count_in_full_and_not_by_the_date(past):
    past.line("4310", 2026, site=units.site())
    past.post("4310 expenditure journal 7", year=2026, posted_on=None)
    assert history(past).decide.of(2026) == Spent(D(0), D(7))


def test_years_that_are_not_closed_are_no_history(books):
    spend(books, "4310", 100, date(2025, 11, 1))  # 2026 is still settling
    assert history(books).years == (2027,)


def test_lines_stand_under_their_purpose_and_carry_their_newest_name(past):
    books, trips = units.purpose("books", position=1), units.purpose("trips", position=2)
    spend(past, "5830", 1, date(2025, 9, 1), purpose=trips, name="Trips")
    spend(past, "4310", 2, date(2025, 9, 1), purpose=books, name="Old name")
    spend(past, "4310", 4, date(2026, 9, 1), purpose=books, name="Supplies")
    spend(past, "4999", 8, date(2024, 9, 1))
    found = history(past)
    assert [(group.total.name, [line.name for line in group.lines]) for group in found.groups] == [
        ("Books", ["Supplies"]),
        ("Trips", ["Trips"]),
        ("Not sorted yet", ["4999"]),
    ]
    assert found.decide.of(2026).in_full == 3


def test_restricted_sources_and_pay_stand_apart_each_alone(past):
    spend(past, "3010", 1, date(2025, 9, 1), source=units.source())
    spend(past, "1150", 2, date(2025, 9, 1), pay=Pay.UNIT, purpose=units.purpose("subs"))
    spend(past, "1100", 4, date(2025, 9, 1), pay=Pay.CENTRAL)
    found = history(past)
    assert (found.decide.spent, found.groups) == ({}, ())
    assert [(group.total.name, group.is_source) for group in found.set_aside] == [
        ("Source 3010", True),
        ("Subs", False),
    ]
    past.district.pay_is_set_aside = False
    assert [group.total.name for group in history(past).groups] == ["Subs"]


def test_months_are_added_up_and_what_is_posted_late_belongs_to_the_last(past):
    for day, amount in ((date(2025, 7, 31), 1), (date(2025, 9, 1), 2), (date(2026, 6, 30), 4)):
        spend(past, "4310", amount, day)
    past.post("4310 expenditure journal 8", year=2026, posted_on=date(2026, 8, 20))
    past.post("4310 expenditure journal 16", year=2026, posted_on=date(2025, 6, 30))
    assert months_of(units.site(), units.year(), past.district) == {
        2026: [D(n) for n in (17, 17, 19, 19, 19, 19, 19, 19, 19, 19, 19, 31)]
    }


def test_months_of_a_year_end_with_the_year():
    assert month_ends_of(date(2026, 7, 1), date(2027, 6, 30))[:3] == [
        date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30),
    ]  # fmt: skip
    assert month_ends_of(date(2026, 9, 1), date(2027, 6, 30))[-2:] == [date(2027, 5, 31), date(2027, 6, 30)]
    assert month_ends_of(date(2026, 7, 1), date(2026, 8, 15)) == [date(2026, 7, 31), date(2026, 8, 15)]


def month_ends_of(first, last):
    class Year:
        class row:
            starts_on, ends_on = first, last

    return month_ends(Year)


rows = st.lists(
    st.tuples(
        st.sampled_from(["4310", "4311", "5830", "3010"]),
        st.sampled_from([2025, 2026, 2027]),
        st.integers(0, 364),
        st.integers(-9999, 9999).filter(bool),
    ),
    max_size=12,
)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows)
def test_every_sum_is_that_of_its_lines_and_every_line_that_of_its_entries(db, rows):
    district = District.objects.create(slug=f"h{District.objects.count()}", name="H")
    with district_scope(district):
        books = Books.open(district)
        books.add_year(2025, YearState.CLOSED)
        books.years[2026].state = YearState.CLOSED
        books.years[2026].save()
        for code, number, days, cents in rows:
            source = units.source() if code == "3010" else None
            purpose = units.purpose("trips" if code == "5830" else "books")
            books.line(code, number, site=units.site(), source=source, purpose=purpose)
            day = date.fromordinal(books.years[number].starts_on.toordinal() + days)
            books.post(f"{code} expenditure journal {D(cents).scaleb(-2)}", year=number, posted_on=day)
        until = (units.year().known_on(units.TODAY) - books.years[2027].starts_on).days
        expected = {}
        for code, number, days, cents in rows:
            amount = D(cents).scaleb(-2)
            spent = Spent(amount if days <= until else D(0), amount)
            expected[code, number] = expected.get((code, number), Spent()) + spent
        found = history(books)
        groups = (*found.groups, *found.set_aside)
        lines = {(line.code, number): spent for g in groups for line in g.lines for number, spent in line.spent.items()}
        assert lines == expected
        for group in groups:
            for number in found.years:
                assert group.total.of(number) == add(line.of(number) for line in group.lines)
        for number in found.years:
            assert found.decide.of(number) == add(group.total.of(number) for group in found.groups)


def add(parts):
    whole = Spent()
    for part in parts:
        whole += part
    return whole
