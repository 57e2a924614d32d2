"""The words of the list of all units: what each may say, and that saying it again means the same."""

import pytest

from budgets.queries.overview_filter import ListFilter
from budgets.queries.typed import WrongFilter


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, {}),
        ({"sort": "need", "page": "1", "show": ""}, {}),
        ({"sort": "-need"}, {"sort": "-need"}),
        ({"kind": "site", "area": " North  schools "}, {"kind": "site", "area": "North  schools"}),
        ({"q": "  two   words "}, {"q": "two words"}),
        ({"page": "2", "sort": "left"}, {"page": "2", "sort": "left"}),
        ({"page": "all"}, {"page": "all"}),
        ({"fy": "2027", "format": "csv"}, {}),
    ],
)
def test_words_mean_what_they_say(query, words):
    assert ListFilter.parse(query).words == words
    assert ListFilter.parse(words) == ListFilter.parse(query)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("kind", "school"),
        ("show", "red"),
        ("sort", "owner"),
        ("sort", "--left"),
        ("sort", "left; drop table"),
        ("page", "0"),
        ("page", "-1"),
        ("page", "10001"),
        ("page", "٣"),
        ("page", "x"),
        ("q", "x" * 201),
        ("area", "x" * 201),
    ],
)
def test_what_means_nothing_is_refused(name, text):
    with pytest.raises(WrongFilter) as refused:
        ListFilter.parse({name: text})
    assert refused.value.name == name


def test_another_choice_begins_at_the_first_page_and_keeps_the_rest():
    asked = ListFilter.parse({"kind": "site", "sort": "-left", "page": "3"})
    assert asked.but(show="over").to_query("?fy=2026") == "?kind=site&show=over&sort=-left&fy=2026"
    assert asked.but(page=4).words["page"] == "4"
    assert ListFilter.parse({"page": "all"}).but(sort="name").words == {"page": "all", "sort": "name"}
    assert ListFilter().to_query() == ""
