"""Adoption: looked and checked by month, and regularly; the same as counted by hand, whatever happened."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from balance.tenancy.scope import district_scope
from budgets.models import Assignment, CalendarStretch, Check, Line, Look, Unit
from budgets.queries.adoption import Adoption, adoption, adoption_by, month_end, school_months, units_adoption
from tests.budgets.queries import units

AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (8, 9, 10, 11))
MONTHS = [AUGUST, SEPTEMBER, OCTOBER, NOVEMBER]
UNTIL = date(2026, 11, 19)


@pytest.fixture
def ours(cast):
    with district_scope(cast.ours.district):
        yield cast.ours


def look(ours, on, code="214", person="principal", role="owner"):
    Look.objects.create(unit=ours.units[code], membership=ours.people[person], role=role, on=on)


def check(ours, on, code="214", person="principal", role="owner", answer="nothing", load=0):
    at = datetime(on.year, on.month, on.day, 20, tzinfo=UTC)
    fields = {"membership": ours.people[person], "role": role, "answer": answer, "load": load}
    Check.objects.create(unit=ours.units[code], on=on, at=at, **fields)


def read():
    return units_adoption(units.year(), AUGUST, UNTIL)


def test_every_unit_with_a_budget_counts_also_one_that_nobody_looks_after(ours, django_assert_num_queries):
    Assignment.objects.filter(unit__code="215").delete()
    Unit.objects.create(kind="site", code="300", name="No budget")
    Unit.objects.filter(code="214").update(area="North", supervisor=ours.people["supervisor"])
    units.year()
    with django_assert_num_queries(2):  # one of them is the year
        found = read()
    assert [(row.kind, row.code, row.area, row.supervisor, row.is_owned) for row in found] == [
        ("site", "214", "North", "Supervisor JUNIPERMARK", True),
        ("site", "215", "", "", False),
        ("department", "ATH", "", "", True),
    ]


def test_unit_that_was_closed_does_not_count(ours):
    Unit.objects.filter(code="215").update(is_active=False)
    assert [row.code for row in read()] == ["214", "ATH"]


def test_month_is_that_of_the_day_and_assistants_count_apart(ours):
    look(ours, date(2026, 9, 30))
    look(ours, date(2026, 10, 1))
    check(ours, date(2026, 10, 31), answer="question")
    look(ours, date(2026, 11, 2), person="assistant", role="assistant")
    check(ours, date(2026, 11, 3), person="assistant", role="assistant")
    [row] = [row for row in read() if row.code == "214"]
    assert (row.looked, row.checked) == ({SEPTEMBER, OCTOBER}, {OCTOBER})
    assert row.assistants_looked == row.assistants_checked == {NOVEMBER}


def test_regularly_is_two_of_the_three_school_months_that_end_then(ours):
    for month in (8, 9, 11):
        look(ours, date(2026, month, 10))
    for month in (8, 11):
        check(ours, date(2026, month, 10))
    found = adoption(read(), MONTHS)
    assert [(row.looked, row.looked_regularly, row.checked, row.checked_regularly) for row in found] == [
        (1, 0, 1, 0), (1, 1, 0, 0), (0, 1, 0, 0), (1, 1, 1, 0),
    ]  # fmt: skip
    assert {row.units for row in found} == {3}


def test_slices_add_up_to_the_whole(ours):
    look(ours, date(2026, 11, 2))
    look(ours, date(2026, 11, 2), code="ATH", person="head")
    rows = read()
    parts = adoption_by(lambda row: row.kind, rows, MONTHS)
    assert {name: (part[-1].units, part[-1].looked) for name, part in parts.items()} == {
        "department": (1, 1), "site": (2, 1),
    }  # fmt: skip
    assert sum(part[-1].looked for part in parts.values()) == adoption(rows, MONTHS)[-1].looked


def test_school_months_are_those_with_five_days_of_school(ours):
    for kind, first, last in (
        ("term", date(2026, 8, 26), date(2026, 12, 18)),  # four days in August
        ("holiday", date(2026, 11, 3), date(2026, 11, 27)),  # November keeps two
        ("holiday", date(2026, 10, 5), date(2026, 10, 5)),
        ("term", date(2026, 9, 1), date(2026, 9, 30)),  # named twice, and counted once
    ):
        CalendarStretch.objects.create(kind=kind, starts_on=first, ends_on=last)
    assert school_months(date(2026, 7, 15), date(2026, 12, 2)) == [SEPTEMBER, OCTOBER, date(2026, 12, 1)]


def test_without_a_calendar_every_month_is_one(ours):
    assert school_months(date(2026, 11, 30), date(2027, 2, 1)) == [
        NOVEMBER, date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "last"), [(date(2028, 2, 1), 29), (date(2026, 2, 28), 28), (date(2026, 12, 31), 31)])
def test_month_ends(day, last):
    assert month_end(day) == day.replace(day=last)


def test_other_district_is_not_counted(cast):
    with district_scope(cast.theirs.district):
        look(cast.theirs, date(2026, 11, 2))
        check(cast.theirs, date(2026, 11, 2))
    with district_scope(cast.ours.district):
        assert {(row.looked, row.checked) for row in read()} == {(frozenset(), frozenset())}


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["look", "check", "check with a question"]),
        st.sampled_from(["214", "215", "ATH"]),
        st.sampled_from([("principal", "owner"), ("sibling", "owner"), ("assistant", "assistant")]),
        st.integers(0, 110).map(lambda days: AUGUST + timedelta(days)),
    ),
    max_size=40,
    unique=True,
)


def by_hand(events, months):
    """Each month counted from the events alone: no SQL, no sets of ours."""
    done = Counter()
    for what, unit, (_, role), on in events:
        done["look" if what == "look" else "check", role, unit, on.year, on.month] += 1

    def did(what, role, unit, month):
        return done[what, role, unit, month.year, month.month] > 0

    def regular(what, unit, place):
        return sum(did(what, "owner", unit, months[at]) for at in range(max(place - 2, 0), place + 1)) >= 2

    codes = ("214", "215", "ATH")
    return [
        Adoption(
            month,
            3,
            sum(did("look", "owner", code, month) for code in codes),
            sum(did("check", "owner", code, month) for code in codes),
            sum(regular("look", code, place) for code in codes),
            sum(regular("check", code, place) for code in codes),
            sum(did("look", "assistant", code, month) for code in codes),
            sum(did("check", "assistant", code, month) for code in codes),
        )
        for place, month in enumerate(months)
    ]


def test_whatever_happened_it_is_counted_as_by_hand(ours):
    @settings(max_examples=40, deadline=None, derandomize=True)
    @given(EVENTS, st.lists(st.sampled_from(MONTHS), unique=True).map(sorted))
    def counted(events, months):
        with transaction.atomic():
            for number, (what, code, (person, role), on) in enumerate(events):
                if what == "look":
                    look(ours, on, code, person, role)
                else:
                    check(ours, on, code, person, role, "nothing" if what == "check" else "question", number)
            found = adoption(read(), months)
            transaction.set_rollback(True)
        assert found == by_hand(events, months)

    counted()


def test_a_year_of_two_thousand_units_is_read_by_its_days(ours):
    """As the report asks: by the index of days, and in a moment."""
    year = units.year()
    member, template = ours.people["principal"], ours.lines["010-0000-4310-214"]
    made = Unit.objects.bulk_create(Unit(kind="site", code=f"9{n}", name=f"Site {n}") for n in range(2000))
    Line.objects.bulk_create(
        Line(fiscal_year=template.fiscal_year, code=f"L-{unit.code}", segments=[], name="x", site=unit) for unit in made
    )
    days = [AUGUST + timedelta(days=4 * n) for n in range(25)]
    Look.objects.bulk_create(Look(unit=unit, membership=member, role="owner", on=day) for unit in made for day in days)
    with connection.cursor() as cursor:
        cursor.execute("analyze budgets_unit; analyze budgets_line")
        # Whether the table was analyzed yet is chance; that the index can serve it is not.
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("explain (format text) select unit_id, role from budgets_look where district_id = %s"
                       ' and "on" between %s and %s', [ours.district.pk, NOVEMBER, UNTIL])  # fmt: skip
        plan = "\n".join(row for (row,) in cursor.fetchall())
        cursor.execute("set local enable_seqscan = on")
    assert "look_of_day" in plan
    found = units_adoption(year, AUGUST, UNTIL)
    assert adoption(found, MONTHS)[-1].looked == 2000
