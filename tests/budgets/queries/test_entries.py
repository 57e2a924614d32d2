"""Entries by a filter: where each came from, what is not told of pay, and which way many rows are read."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balance.tenancy.scope import district_scope
from budgets.models import Line, Transaction
from budgets.queries import entry_question, entry_sums
from budgets.queries.access import lines_visible_to
from budgets.queries.entries import At, found_entries
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.entry_question import ask
from budgets.queries.entry_sums import sums_of
from budgets.queries.find_page import find_page
from budgets.queries.seen import seen_by
from tests.budgets.queries.units import year
from tests.cast import TODAY

SUPPLIES = "010-0000-4310-214"


@pytest.fixture
def ours(cast):
    with district_scope(cast.ours.district):
        yield cast.ours


def question(side, person, **words):
    asked = EntryFilter.parse(words)
    return ask(asked, seen=seen_by(side.people[person], TODAY), year=year(), district=side.district)


def found(side, person, **words):
    return [entry.document for entry in found_entries(question(side, person, **words), TODAY)]


@pytest.mark.parametrize(
    "person", ["officer", "principal", "sibling", "head", "viewer", "assistant", "supervisor", "report_admin"]
)
def test_entries_are_on_the_lines_that_a_person_may_see(ours, person):
    lines = lines_visible_to(ours.people[person], TODAY).filter(fiscal_year=ours.years[2027])
    expected = Transaction.objects.filter(line__in=lines).values_list("document", flat=True)
    assert sorted(found(ours, person)) == sorted(set(expected))


def test_entry_says_its_line_and_the_file_and_row_that_it_came_with(ours):
    [entry] = found_entries(question(ours, "principal", document="doc 8"), TODAY)
    assert (entry.line_code, entry.load, entry.file, entry.file_row) == (SUPPLIES, 1, "ledger.csv", 8)
    assert (entry.spent, entry.promised, entry.kinds) == (
        Decimal("1200.00"),
        Decimal("-1200.00"),
        ("payment", "relief"),
    )
    assert (entry.vendor, entry.site) == ("Brightline JUNIPERMARK", "Alder Creek JUNIPERMARK")


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ({"q": "brightline"}, ["DOC 10", "DOC 9", "DOC 8", "DOC 7"]),
        ({"q": "27-0112"}, ["DOC 8", "DOC 7"]),
        ({"q": "742.50"}, ["DOC 9"]),
        ({"q": "1200"}, ["DOC 8"]),
        ({"amount": "300..800"}, ["DOC 10", "DOC 9", "DOC 2"]),
        ({"vendor": "brightline JUNIPERMARK"}, ["DOC 10", "DOC 9", "DOC 8", "DOC 7"]),
        ({"vendor": "bright"}, ["DOC 10", "DOC 9", "DOC 8", "DOC 7"]),
        ({"from": "2026-10-05", "to": "2026-10-05"}, ["DOC 8"]),
        ({"q": "nobody"}, []),
    ],
)
@pytest.mark.parametrize("few", [0, entry_question.FEW])
def test_search_finds_the_same_among_few_rows_and_many(ours, monkeypatch, words, documents, few):
    monkeypatch.setattr(entry_question, "FEW", few)
    assert found(ours, "principal", **words) == documents


def test_words_of_a_text_are_looked_for_among_few_rows_and_in_a_few_days(ours, monkeypatch):
    assert found(ours, "officer", q="row 9") == ["DOC 9"]
    monkeypatch.setattr(entry_question, "FEW", 0)
    assert found(ours, "officer", q="row 9") == []
    assert found(ours, "officer", q="row 9", **{"from": "2026-11-01", "to": "2026-11-30"}) == ["DOC 9"]


@pytest.mark.parametrize(
    "words", [{"vendor": "brightline"}, {"amount": "1200"}, {"q": "row 8"}, {"order": "PO 27-0112"}]
)
def test_pay_lines_tell_a_sum_a_day_and_are_found_by_nothing_else(ours, words):
    Line.objects.filter(code=SUPPLIES).update(pay="unit")
    told = found_entries(question(ours, "principal", line=SUPPLIES), TODAY)
    assert {(e.vendor, e.document, e.order_number, e.description, e.file_row) for e in told} == {("", "", "", "", 0)}
    assert found(ours, "principal", line=SUPPLIES, **words) == []


def test_places_are_read_back_and_nothing_else_is_one():
    at = At(date(2026, 11, 18), 3, 17, 0, 9)
    assert At.parse(str(at)) == at
    for text in ("", "x", "2026-11-18", "2026-11-18.1.1.1", "2026-13-01.1.1.1.1", "2026-11-18.1.1.1.x"):
        with pytest.raises(ValueError):
            At.parse(text)


def test_too_many_rows_are_not_added_up(ours, monkeypatch):
    monkeypatch.setattr(entry_sums, "MOST_ADDED", 3)
    assert sums_of(question(ours, "officer", vendor="brightline")) is None
    assert sums_of(question(ours, "officer", vendor="brightline", document="DOC 8")).spent == Decimal("1200.00")
    # Of lines and figures alone, the balances know.
    assert sums_of(question(ours, "officer", measure="expended")).spent == Decimal("2336.60")


def test_too_many_entries_are_not_counted(ours, monkeypatch):
    monkeypatch.setattr(entry_sums, "MOST_COUNTED", 3)
    assert sums_of(question(ours, "officer", vendor="brightline")).entries is None


def test_next_page_begins_where_this_one_ends(ours):
    pages, before = [], {}
    while True:
        page = find_page(ours.people["officer"], EntryFilter.parse({"amount": ">=1"}), year(), TODAY, limit=3, **before)
        pages.append([entry.document for entry in page.entries])
        if page.after is None:
            break
        before = {"before": page.after}
    assert [len(page) for page in pages] == [3, 3, 3, 1]
    assert len({document for page in pages for document in page}) == 10


def test_page_takes_at_most_eleven_statements_among_many_rows(ours, monkeypatch):
    monkeypatch.setattr(entry_question, "FEW", 0)
    asked = EntryFilter.parse({"unit": "site-214", "purpose": "books", "amount": ">=1", "vendor": "none", "q": "x"})
    with CaptureQueriesContext(connection) as seen:
        find_page(ours.people["principal"], asked, year(), TODAY)
    assert len([each for each in seen if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]) <= 11
