"""A filter as words of an address: what each may say, and that saying it again means the same."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance.money import MAX_AMOUNT, ZERO
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.totals import MEASURES
from budgets.queries.typed import Amounts, WrongFilter, numbers_in


def dollars(low, high=None):
    return Amounts(Decimal(low), Decimal(low if high is None else high))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("500", dollars("500.00")),
        ("$1,184.60", dollars("1184.60")),
        ("-500", dollars("500.00")),
        (".5", dollars("0.50")),
        ("=500", dollars("500.00")),
        (">=500", Amounts(Decimal("500.00"), MAX_AMOUNT)),
        ("> 500", Amounts(Decimal("500.01"), MAX_AMOUNT)),
        ("<=20", Amounts(ZERO, Decimal("20.00"))),
        ("<20", Amounts(ZERO, Decimal("19.99"))),
        ("<0", Amounts(ZERO, ZERO)),
        ("100..200", dollars("100.00", "200.00")),
        ("200..100", dollars("100.00", "200.00")),
        ("1000-1500", dollars("1000.00", "1500.00")),
        ("100 to 200", dollars("100.00", "200.00")),
    ],
)
def test_amount_is_read_as_people_write_it(text, found):
    assert Amounts.parse(text) == found


@pytest.mark.parametrize(
    "text", ["abc", "27-0402", "1236-11", "1.234", "1,23", ">=", "5 5", "1..2..3", "٣", "1e3", "9" * 30]
)
def test_what_is_no_amount_is_refused_with_what_to_write(text):
    with pytest.raises(WrongFilter, match="amount") as refused:
        Amounts.parse(text)
    assert refused.value.name == "amount"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"unit": "site-214"}, {"unit": "site-214"}),
        ({"unit": "department-A-1"}, {"unit": "department-A-1"}),
        ({"units": "sites", "area": " North ", "fund": "010"}, {"units": "sites", "area": "North", "fund": "010"}),
        ({"measure": "expenditure"}, {"measure": "expended"}),
        ({"measure": "budget"}, {"measure": "revised"}),
        ({"amount": " 100-200 "}, {"amount": "100..200"}),
        ({"q": "  two   words "}, {"q": "two words"}),
        ({"q": ">=500"}, {"amount": ">=500"}),
        ({"q": "$500"}, {"amount": "500"}),
        ({"q": "500"}, {"q": "500"}),
        ({"q": "2026-10-05"}, {"from": "2026-10-05", "to": "2026-10-05"}),
        ({"q": "2026-13-05"}, {"q": "2026-13-05"}),
        ({"q": ">="}, {"q": ">="}),
        ({"fy": "2027", "before": "x", "unit": ""}, {}),
    ],
)
def test_words_mean_what_they_say(query, words):
    assert EntryFilter.parse(query).words == words


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("unit", "214"),
        ("unit", "school-214"),
        ("unit", "site-"),
        ("units", "site"),
        ("area", "x" * 201),
        ("decide", "2"),
        ("measure", "spent"),
        ("from", "yesterday"),
        ("to", "2026-02-30"),
        ("from", "20261005"),
        ("vendor", "x" * 201),
    ],
)
def test_word_that_means_nothing_is_refused_by_its_name(name, text):
    with pytest.raises(WrongFilter) as refused:
        EntryFilter.parse({name: text})
    assert refused.value.name == name


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20).map(str.strip)
FILTERS = st.builds(
    EntryFilter,
    unit_kind=st.just("site"),
    unit=st.from_regex(r"[A-Z0-9-]{1,6}", fullmatch=True),
    purpose=TEXTS,
    source=TEXTS,
    line=TEXTS,
    decide=st.sampled_from(["", "0", "1", "own"]),
    measure=st.sampled_from(["", *MEASURES]),
    vendor=TEXTS,
    order=TEXTS,
    amounts=st.none()
    | st.tuples(st.decimals(0, 10**9, places=2), st.decimals(0, 10**9, places=2)).map(
        lambda two: Amounts(*sorted(two))
    ),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
)


@given(FILTERS)
def test_filter_that_is_said_and_read_is_the_same(asked):
    assert EntryFilter.parse(asked.words) == asked


@given(FILTERS, st.sampled_from(["unit", "purpose", "amount", "from", "to", "measure", "vendor"]))
def test_filter_without_a_word_says_all_others(asked, word):
    assert asked.without(word).words == {name: text for name, text in asked.words.items() if name != word}


def test_query_holds_what_it_says_percent_encoded():
    asked = EntryFilter(vendor="A&B Söhne", since=date(2026, 10, 1))
    assert asked.to_query(fy=2026, before="") == "?vendor=A%26B+S%C3%B6hne&from=2026-10-01&fy=2026"
    assert EntryFilter().to_query() == ""


def test_number_is_looked_for_as_typed_and_with_what_stands_before_it():
    assert {"27-0402", "PO 27-0402", "PO27-0402", "INV 27-0402"} <= set(numbers_in("27-0402"))
    assert numbers_in("po 27-0402") == ["po 27-0402", "PO 27-0402"]
