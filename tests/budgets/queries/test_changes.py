"""What came since a batch: every row once, in its pot, and what newer loads replaced counted against it."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import District
from balance.tenancy.scope import district_scope
from budgets.choices import KINDS, ImportOrigin, Measure, Pay
from budgets.domain.publish import post
from budgets.domain.vendors import ensure_vendors
from budgets.models import LineBalance
from budgets.queries.changes import Changes, Pot, changes_since
from tests.budgets.ledger import Books, supersede
from tests.budgets.queries import units

D = Decimal


def since(books, number, unit=None):
    return changes_since(number, unit or units.site(), units.year(), books.district)


def told(changes):
    return [(row.pot.name, row.measure.value, row.kind.value, row.count, row.amount) for row in changes.rows]


def test_nothing_came(books, django_assert_num_queries):
    books.line("4310", site=units.site())
    books.post("4310 budget original 100")
    year, site = units.year(), units.site()
    with django_assert_num_queries(1):
        assert changes_since(1, site, year, books.district) == Changes(1)


def test_newer_entries_are_summed_by_what_they_are(books):
    books.line("4310", site=units.site())
    books.line("4311", site=units.site("215"))
    books.post("4310 budget original 100", "4310 expenditure payment 1")
    books.post("4310 expenditure payment 5", "4310 expenditure payment 7", "4311 expenditure payment 1000")
    books.post("4310 expenditure refund -2", "4310 encumbrance open 30 PO-1", "4310 budget transfer -9")
    changes = since(books, 1)
    assert changes.loads == (2, 3)
    assert told(changes) == [
        ("", "expenditure", "payment", 2, 12),
        ("", "expenditure", "refund", 1, -2),
        ("", "encumbrance", "open", 1, 30),
        ("", "budget", "transfer", 1, -9),
    ]
    assert [changes.net(measure) for measure in Measure] == [-9, 0, 30, 10]


def test_largest_and_most_vendors_are_named_and_nobody_on_pay_lines(books):
    names = ensure_vendors([("", name) for name in "ABCD"])
    books.line("4310", site=units.site())
    books.line("1150", site=units.site(), pay=Pay.UNIT, purpose=units.purpose("subs"))
    rows = [
        books.row(f"4310 expenditure payment {amount}", vendor_id=names["", name])
        for amount, name in ((1, "D"), (5, "A"), (9, "B"), (7, "C"), (8, "B"))
    ]
    books.publish([*rows, books.row("1150 expenditure payroll 4", vendor_id=names["", "A"])])
    own, pay = since(books, 0).rows
    assert (own.vendors, own.largest) == (("B", "C", "A"), ("B", 9))
    assert (pay.pot, pay.vendors, pay.largest) == (Pot(purpose="subs", name="Subs"), (), None)


def test_restricted_money_stands_in_pots_of_its_own(books):
    for code, source in (("3010", units.source()), ("8150", units.source("8150", kind="gift")), ("4310", None)):
        books.line(code, site=units.site(), source=source)
    books.line("1100", site=units.site(), pay=Pay.CENTRAL)
    books.post(*(f"{code} expenditure payment 5" for code in ("3010", "8150", "4310", "1100")))
    changes = since(books, 0)
    assert [row.pot for row in changes.rows] == [
        Pot(),
        Pot(source="3010", name="Source 3010"),
        Pot(source="8150", name="Source 8150"),
    ]
    assert changes.net(Measure.EXPENDITURE) == 5


def test_pay_that_a_unit_decides_on_stands_with_the_rest_where_the_district_says_so(books):
    books.district.pay_is_set_aside = False
    books.line("4310", site=units.site())
    books.line("1150", site=units.site(), pay=Pay.UNIT)
    books.post("4310 expenditure payment 5", "1150 expenditure payment 6")
    assert told(since(books, 0)) == [("", "expenditure", "payment", 2, 11)]


def test_what_a_newer_load_replaced_counts_against_it(books):
    books.line("4310", site=units.site())
    old = books.post("4310 expenditure payment 100")
    new = books.post("4310 expenditure payment 90")
    supersede(old, new)
    changes = since(books, 1)
    assert [(row.was_replaced, row.count, row.amount) for row in changes.rows] == [(False, 1, 90), (True, 1, -100)]
    assert changes.net(Measure.EXPENDITURE) == -10


def test_row_that_came_and_went_since_is_not_told(books):
    books.line("4310", site=units.site())
    came = books.post("4310 expenditure payment 100")
    supersede(came, books.post("4310 expenditure payment 90"))
    assert told(since(books, 0)) == [("", "expenditure", "payment", 1, 90)]


def test_load_that_was_taken_back_is_said(books):
    books.line("4310", site=units.site())
    books.post("4310 expenditure payment 5")
    post(by=None, fiscal_year=books.years[2027], origin=ImportOrigin.WITHDRAWAL, rows=[], posted_through=None)
    assert (since(books, 1).loads, since(books, 1).taken_back) == ((2,), 1)


def test_department_has_the_changes_of_its_own_lines(books):
    books.line("4310", site=units.site(), department=units.department())
    books.line("4311", site=units.site())
    books.post("4310 expenditure payment 5", "4311 expenditure payment 6")
    assert told(since(books, 0, units.department())) == [("", "expenditure", "payment", 1, 5)]


movements = st.lists(
    st.tuples(
        st.sampled_from(["4310", "4311", "3010"]),
        st.sampled_from([(measure, kind) for measure, kinds in KINDS.items() for kind in kinds]),
        st.integers(-5000, 5000).filter(bool),
    ),
    max_size=6,
)


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(loads=st.lists(movements, min_size=1, max_size=4), look=st.integers(0, 4), data=st.data())
def test_changes_are_exactly_what_the_balances_moved_since(db, loads, look, data):
    """Random loads, a look after some of them, random loads replaced by later ones: no cent is told twice or not."""
    number = District.objects.count()
    district = District.objects.create(slug=f"d{number}", name="D")
    with district_scope(district):
        books = Books.open(district)
        for code in ("4310", "4311", "3010"):
            books.line(code, site=units.site(), source=units.source() if code == "3010" else None)
        before, batches = balances(), []
        for n, rows in enumerate(loads, 1):
            texts = [f"{code} {measure} {kind} {D(cents).scaleb(-2)}" for code, (measure, kind), cents in rows]
            batch = books.post(*texts)
            if batches and data.draw(st.booleans()):
                old = data.draw(st.sampled_from(batches))
                batches.remove(old)
                supersede(old, batch)
            batches.append(batch)
            if n == look:
                before = balances()
        seen = look if look <= len(loads) else 0
        changes = changes_since(seen, units.site(), units.year(), district)
        now = balances()
        for pot, name in ((Pot(), "own"), (Pot(source="3010", name="Source 3010"), "aside")):
            moved = {measure: now[name][measure] - before[name][measure] for measure in Measure}
            assert {measure: changes.net(measure, pot) for measure in Measure} == moved


def balances():
    """By pot and measure, from the summaries."""
    found = {name: dict.fromkeys(Measure, D(0)) for name in ("own", "aside")}
    for balance in LineBalance.objects.select_related("line"):
        name = "aside" if balance.line.source_id else "own"
        found[name][Measure.BUDGET] += balance.revised
        found[name][Measure.REQUEST] += balance.requested
        found[name][Measure.ENCUMBRANCE] += balance.encumbered_carried_in + balance.encumbered_activity
        found[name][Measure.EXPENDITURE] += balance.expended
    return found
