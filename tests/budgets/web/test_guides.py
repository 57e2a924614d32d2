"""The guides inside the product: the written pages, with their pictures, and links that lead somewhere."""

import re

import pytest
from django.contrib.staticfiles import finders

from budgets.web.guides import FOLDER, GUIDES, guide


@pytest.mark.parametrize("name", GUIDES)
def test_guide_is_the_written_page(ask, name):
    page = ask("principal", f"help/{name}/")
    written = (FOLDER / f"{name}.md").read_text()
    assert (page.status, page.heading) == (200, re.match(r"# (.+)\n", written)[1])
    assert [each.text for each in page.main.one("article").all("h2")] == re.findall(r"^## (.+)$", written, re.MULTILINE)
    assert len(page.main.all("img")) == written.count("![")
    assert "style=" not in guide(name).html


@pytest.mark.parametrize("name", GUIDES)
def test_pictures_are_ours_have_words_and_open_in_full(ask, name):
    for picture in ask("principal", f"help/{name}/").main.all("img"):
        assert picture.attrs["src"].startswith("/static/img/guide/")
        assert finders.find(picture.attrs["src"].removeprefix("/static/"))
        assert len(picture.attrs["alt"]) > 20
    links = {url for _, url in ask("principal", f"help/{name}/").links}
    assert {each.attrs["src"] for each in ask("principal", f"help/{name}/").main.all("img")} <= links


@pytest.mark.parametrize("name", GUIDES)
def test_links_of_a_guide_lead_to_pages_of_the_product(ask, name):
    for _, url in ask("principal", f"help/{name}/").links:
        assert url.startswith(("/d/juniper/", "/static/img/guide/", "mailto:", "../")), url
        assert ".md" not in url


@pytest.mark.parametrize(
    ("person", "first"),
    [
        ("principal", "principals"),
        ("assistant", "office-managers"),
        ("supervisor", "supervisors"),
        ("officer", "budget-office"),
        ("viewer", "principals"),
    ],
)
def test_help_names_all_guides_and_ones_own_first(ask, person, first):
    links = [url for _, url in ask(person, "help/").links if url.startswith("/d/juniper/help/") and "#" not in url]
    names = [url.removeprefix("/d/juniper/help/").strip("/") for url in links if url != "/d/juniper/help/"]
    assert names[0] == first
    assert sorted(names) == sorted(GUIDES)
