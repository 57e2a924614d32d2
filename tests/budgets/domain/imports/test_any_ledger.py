"""Random ledgers in random layouts through the whole importer: what is in the file is in the ledger, and no more."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import District
from balance.money import from_cents
from budgets.domain.imports import withdraw_import
from budgets.queries.proof import differences
from tests.budgets.domain.imports.any_ledger import AnyLedger, balances_of, entries_of
from tests.budgets.domain.imports.feeds import books_say, entry
from tests.budgets.domain.profiles.layouts import LAYOUTS, SPOKEN, ledgers
from tests.faults.ledgers import Ledger

LEDGERS = ledgers(SPOKEN)
BUSY = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]  # a machine may be busy
FEW = settings(suppress_health_check=BUSY, deadline=None, max_examples=10)


def readable(layout):
    """In an encoding that has every letter."""
    layout.encoding = "utf-8" if layout.encoding == "cp1252" else layout.encoding
    return layout


LAYOUTS = LAYOUTS.map(readable)


@pytest.fixture
def other(db, tmp_path):
    """Another district with books of its own."""
    return Ledger.open("cedar", tmp_path)


@pytest.fixture
def ledger(other, tmp_path):
    return AnyLedger(District.objects.create(slug="juniper", name="Juniper"), tmp_path)


@FEW
@given(first=LAYOUTS, second=LAYOUTS, items=LEDGERS, data=st.data())
def test_any_ledger_is_what_it_adds_up_to_in_any_order_and_layout(ledger, other, first, second, items, data):
    elsewhere = other.everything()
    with transaction.atomic():
        done = ledger.load(first, items)
        assert (done.number, done.posted, done.unchanged, done.superseded) == (1, len(items), 0, 0)
        assert ledger.entries() == entries_of(items)
        assert ledger.balances() == balances_of(items)
        before = ledger.says()
        again = ledger.load(first, items)
        assert (again.number, again.same_bytes, again.posted, again.unchanged) == (1, True, 0, len(items))
        turned = ledger.load(second, data.draw(st.permutations(items)))
        assert (turned.posted, turned.unchanged, turned.superseded) == (0, len(items), 0)
        assert ledger.says() == before
        assert other.everything() == elsewhere
        transaction.set_rollback(True)


@FEW
@given(layouts=st.tuples(LAYOUTS, LAYOUTS), items=LEDGERS, later=LEDGERS, kept=st.integers(0, 12))
def test_any_later_version_is_the_ledger_and_taken_back_it_was_never_there(ledger, layouts, items, later, kept):
    later = items[:kept] + later
    with transaction.atomic():
        ledger.load(layouts[0], items)
        before = ledger.says()
        done = ledger.load(layouts[1], later)
        assert (ledger.entries(), ledger.balances()) == (entries_of(later), balances_of(later))
        gone = entries_of(items) - entries_of(later)
        assert (done.superseded, done.posted + done.unchanged) == (gone.total(), len(later))
        if not done.same_bytes:
            ledger.withdraw(done.number)
        assert ledger.says() == before
        assert ledger.entries() == entries_of(items)
        transaction.set_rollback(True)


ACCOUNTS = ("010-4310", "010-4200", "010-5800")
DAYS = [date(2026, month, 30) for month in (9, 10, 11)]
CENTS = st.integers(-300, 300)
# A detail file of the whole year: account, day and cents spent; a report: a day, and cents spent by account.
DETAIL = st.lists(
    st.tuples(st.sampled_from(ACCOUNTS), st.sampled_from(DAYS), CENTS.filter(bool)), min_size=1, max_size=5
)
REPORT = st.tuples(st.sampled_from(DAYS), st.dictionaries(st.sampled_from(ACCOUNTS), CENTS, min_size=1))


def dollars(cents):
    return str(from_cents(cents))


def spent_by_hand(loads):
    """The newest report of each line, and the detail behind its day; without a report the detail."""
    detail = next((load for load in reversed(loads) if isinstance(load, list)), [])
    found = {}
    for account in ACCOUNTS:
        reports = [load for load in loads if isinstance(load, tuple) and account in load[1]]
        day, said = None, 0
        for report in reports:
            if day is None or report[0] >= day:
                day, said = report[0], report[1][account]
        behind = sum(cents for line, on, cents in detail if line == account and (day is None or on > day))
        found[account] = from_cents(said + behind)
    return found


def load(importer, said):
    if isinstance(said, list):
        return importer.load(*(entry(f"{account} {dollars(cents)} {day}") for account, day, cents in said))
    day, figures = said
    return importer.report(*(f"{account},,,0,{dollars(cents)},0" for account, cents in figures.items()), as_of=day)


@FEW
@given(st.lists(DETAIL | REPORT, min_size=1, max_size=5))
def test_any_reports_beside_any_detail_are_the_newest_word_and_can_be_taken_back(importer, books, loads):
    with transaction.atomic():
        states, numbers = [books_say()], []
        for count, said in enumerate(loads, 1):
            done = load(importer, said)
            wanted = spent_by_hand(loads[:count])
            assert {account: books.balance(account).expended for account in ACCOUNTS} == wanted
            assert differences() == []
            if not done.same_bytes:
                states.append(books_say())
                numbers.append(done.number)
        while numbers:
            assert books_say() == states.pop()
            withdraw_import(by=None, number=numbers.pop())
        assert books_say() == states.pop()
        transaction.set_rollback(True)
