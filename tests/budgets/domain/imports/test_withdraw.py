"""Taking a load back: before is after, also under later loads; or a refusal that says which load stands in the way."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEvent, User
from budgets.choices import ImportOrigin, ImportState, YearState
from budgets.domain.imports import CannotWithdraw, withdraw_import
from budgets.domain.publish import post
from budgets.domain.roll import roll_year
from budgets.models import FiscalYear, Import, Transaction
from budgets.queries.proof import differences
from budgets.queries.totals import ledger_totals
from budgets.queries.years import all_years
from tests.budgets.domain.imports.feeds import books_say, entry, profile

PAPER = entry("010-4310 20.00 2026-09-01", Document="INV 1")
TONER = entry("010-4310 96.50 2026-09-02", Document="INV 2", Promised="-96.50", Order="PO 1")
BUS = entry("010-5800 400.00 2026-10-05", Document="INV 3")
ORDER = entry("010-4310 0 2026-08-14", Promised="120", Order="PO 1")
BY_DAYS = profile(load={"mode": "append", "by": "dates"})
BY_DOCUMENT = profile(load={"mode": "append", "by": "key", "key": ["document"]})
BY_NOTHING = profile(load={"mode": "append", "by": "nothing"})


def figures(books):
    return books_say(), ledger_totals(books.years[2027], requests_reduce_left=False)


def test_only_load_leaves_nothing_behind_but_its_history(importer, books):
    before = figures(books)
    importer.load(PAPER, TONER, ORDER)
    done = withdraw_import(by=None, number=1)
    assert (done.number, done.batch, done.superseded, done.revived) == (1, 2, 4, 0)
    assert figures(books) == before
    load, withdrawal = Import.objects.order_by("number")
    assert (load.state, withdrawal.state, withdrawal.origin) == ("withdrawn", "published", ImportOrigin.WITHDRAWAL)
    assert withdrawal.counts == {"withdrawn": 1, "superseded": 4, "revived": 0}
    assert Transaction.objects.filter(superseded_by=withdrawal).count() == Transaction.objects.count() == 4
    assert all_years()[0].load is None
    assert differences() == []


def test_what_the_load_superseded_is_live_again(importer, books):
    importer.load(PAPER, TONER, ORDER, BUS)
    before = figures(books)
    importer.load(PAPER, TONER.replace("96.50", "90.00"), entry("010-4200 5 2026-11-02"))
    assert figures(books) != before
    done = withdraw_import(by=None, number=2)
    assert (done.superseded, done.revived) == (3, 4)
    assert figures(books) == before
    assert all_years()[0].load.number == 1
    assert differences() == []


def test_last_one_first_all_the_way_back(importer, books):
    states = [figures(books)]
    for rows in ([PAPER], [PAPER, TONER], [TONER, TONER, ORDER], [BUS, ORDER]):
        importer.load(*rows)
        states.append(figures(books))
    for number in (4, 3, 2, 1):
        assert figures(books) == states[number]
        withdraw_import(by=None, number=number)
    assert figures(books) == states[0]
    assert differences() == []


def test_act_is_on_record(importer):
    by = User.objects.create_user("office@juniper.example", "Robin")
    importer.load(PAPER)
    withdraw_import(by=by, number=1)
    event = AuditEvent.objects.latest("id")
    assert (event.by, event.act, event.subject) == (by, "import.withdraw", "import:1")
    assert event.facts == {"batch": 2, "withdrawn": 1, "superseded": 1, "revived": 0}
    assert Import.objects.get(number=2).by == by


def test_load_comes_back_as_a_new_one(importer, books):
    importer.load(PAPER, TONER)
    after = figures(books)
    withdraw_import(by=None, number=1)
    again = importer.load(PAPER, TONER)
    assert (again.number, again.posted, again.same_bytes) == (3, 3, False)
    assert figures(books) == after


@pytest.mark.parametrize(
    ("by", "first", "second"),
    [
        (BY_DAYS, [PAPER, TONER], [BUS]),
        (BY_NOTHING, [PAPER], [TONER, BUS]),
        (BY_DOCUMENT, [PAPER, TONER], [BUS]),
        (profile(load={"mode": "replace", "window": "dates"}), [PAPER, TONER], [BUS]),
    ],
    ids=["days", "nothing", "key", "window of days"],
)
def test_load_goes_from_under_a_later_one_that_does_not_rely_on_it(importer, books, by, first, second):
    importer.load(*second, by=by)
    alone = figures(books)
    withdraw_import(by=None, number=1)
    importer.load(*first, by=by)
    importer.load(*second, by=by)
    withdraw_import(by=None, number=3)
    assert figures(books) == alone
    assert differences() == []


@pytest.mark.parametrize(
    ("by", "loads"),
    [
        (profile(), [[PAPER], [PAPER, BUS]]),  # the later one says a row that the first brought
        (profile(), [[PAPER], [BUS]]),  # the later one superseded it
        (profile(), [[PAPER], [TONER], []]),  # the second superseded what the third says is gone
        (BY_DAYS, [[PAPER, TONER], [TONER, BUS]]),
        (BY_DOCUMENT, [[PAPER], [PAPER, BUS]]),
        (BY_DOCUMENT, [[PAPER], [PAPER.replace("20.00", "21.00")]]),
    ],
    ids=["says it too", "superseded it", "says that it is gone", "days overlap", "same key", "key replaced"],
)
def test_load_that_a_later_one_relies_on_stays_and_the_later_one_is_named(importer, books, by, loads):
    for rows in loads:
        importer.load(*(rows or [entry("010-4200 1 2026-09-09")]), by=by)
    before = figures(books)
    last = len(loads)
    with pytest.raises(CannotWithdraw, match=f"^Load {last} relies on load {last - 1}: withdraw load {last} first.$"):
        withdraw_import(by=None, number=last - 1)
    assert figures(books) == before
    withdraw_import(by=None, number=last)
    withdraw_import(by=None, number=last - 1)
    assert differences() == []


def test_repeats_that_were_left_out_rely_and_those_that_were_posted_do_not(importer):
    importer.load(PAPER, by=BY_NOTHING)
    importer.load(PAPER, TONER, by=BY_NOTHING, repeats="post")
    withdraw_import(by=None, number=1)
    importer.load(PAPER, BUS, by=BY_NOTHING, repeats="skip")
    with pytest.raises(CannotWithdraw, match="Load 4 relies on load 2"):
        withdraw_import(by=None, number=2)


def test_loads_of_other_feeds_and_years_stand_on_their_own(importer, books):
    importer.load(PAPER)
    importer.load(PAPER, by=profile(feed="other"))
    importer.load(entry("010-4310 20.00 2025-09-01", Document="INV 1"), year=2026)
    withdraw_import(by=None, number=1)
    assert books.balance("010-4310").expended == 20
    assert differences() == []


def test_orders_that_were_carried_out_of_the_year_stay_until_the_next_roll(importer, books):
    importer.load(entry("010-4310 0 2025-08-14", Promised="120", Order="PO 1"), year=2026)
    roll_year(by=None, from_year=books.years[2026], to_year=books.years[2027])
    withdraw_import(by=None, number=1)
    assert books.balance("010-4310").encumbered_carried_in == 120
    roll_year(by=None, from_year=books.years[2026], to_year=books.years[2027])
    assert books.balance("010-4310").encumbered_carried_in == 0


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (9, "There is no load 9 in this district."),
        (1, "Load 1 is not of files: orders carried in from the year before."),
        (2, "Load 2 is not of files: a file of the accounting system."),  # posted by hand, by no profile
        (3, "Load 3 was withdrawn already."),
        (4, "Load 4 is not of files: a load taken back."),
        (5, "Fiscal year 2026–27 is closed: nothing is changed in it any more."),
    ],
)
def test_load_that_cannot_be_taken_back(importer, books, number, why):
    post(by=None, fiscal_year=books.years[2027], origin=ImportOrigin.ROLL, rows=[], posted_through=None)
    books.post("010-4310 budget original 5")
    importer.load(PAPER)
    withdraw_import(by=None, number=3)
    importer.load(PAPER)
    FiscalYear.objects.filter(year=2027).update(state=YearState.CLOSED)
    before = books_say()
    with pytest.raises(CannotWithdraw) as refused:
        withdraw_import(by=None, number=number)
    assert str(refused.value) == why
    assert books_say() == before
    assert Import.objects.filter(state=ImportState.WITHDRAWN).count() == 1


ROWS = st.lists(st.sampled_from([PAPER, TONER, BUS, ORDER, entry("010-4310 20.00 2026-09-01")]), min_size=1, max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(st.lists(ROWS, min_size=1, max_size=3), ROWS, st.sampled_from([profile(), BY_DAYS, BY_DOCUMENT, BY_NOTHING]))
def test_any_last_load_taken_back_leaves_what_was(importer, books, earlier, last, by):
    with transaction.atomic():
        keyed = by is BY_DOCUMENT
        for rows in earlier:
            importer.load(*_with_keys(rows, keyed), by=by, repeats="post")
        before = figures(books)
        done = importer.load(*_with_keys(last, keyed), by=by, repeats="post")
        if not done.same_bytes:
            withdraw_import(by=None, number=done.number)
        assert figures(books) == before
        assert differences() == []
        transaction.set_rollback(True)


def _with_keys(rows, keyed):
    """Rows without a document cannot be appended by it."""
    return [row for row in rows if not keyed or "INV" in row] or [PAPER]
