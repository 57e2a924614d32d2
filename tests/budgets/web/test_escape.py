"""Names come from files and people: whatever they hold is text on a page, never a tag, an attribute or a script."""

from urllib.parse import quote

import pytest
from django.test import Client

from accounts.models import District, Membership, User
from balance.tenancy.scope import district_scope
from budgets.domain.vendors import ensure_vendors
from budgets.models import Import, Line, Pool, Purpose, Source, SourceShare, Unit
from tests.budgets.web.posting import post_row
from tests.budgets.web.reading import Page

# Tags, both quotes, an entity that is none, and what a template language would evaluate.
EVIL = """</a></td></title><script>alert(1)</script><img src=x onerror=alert(2)>"'&lt;&{{7*7}}{%x%}"""
PATHS = ("/d/juniper/", "/d/juniper/sites/214/", "/d/juniper/departments/ATH/", "/d/juniper/lines/{}/")
CODE = "010-<b>-\"x'&-1"


def evil(name):
    return f"{name}:{EVIL}"


@pytest.fixture
def poisoned(ours):
    """Every text of our district that a page shows, each with its own mark and the attack."""
    District.objects.filter(pk=ours.district.pk).update(
        name=evil("district"), office_email=f'"{evil("office")}"@juniper.example'
    )
    for person in ours.people:
        User.objects.filter(pk=ours.user(person).pk).update(name=evil(f"person-{person}"))
    Unit.objects.filter(code="214").update(name=evil("site"))
    Unit.objects.filter(code="215").update(name=evil("sibling"))
    Unit.objects.filter(code="ATH").update(name=evil("department"))
    Purpose.objects.filter(code="books").update(name=evil("purpose"), icon="x'><img")
    Pool.objects.update(name=evil("pool"))
    Source.objects.update(name=evil("source"), note=evil("note"))
    SourceShare.objects.create(source=Source.objects.get(), unit=ours.units["214"], at_risk=1)
    Line.objects.filter(code="010-0000-4310-214").update(name=evil("pooled"))
    place = {"site": ours.units["214"], "department": ours.units["ATH"]}
    vendor = ensure_vendors([(EVIL[:40], evil("vendor"))])[EVIL[:40], evil("vendor")]
    Line.objects.create(fiscal_year=ours.years[2027], code=CODE, segments=[CODE], name=evil("line"), **place)
    words = {"document": evil("d")[:60], "description": evil("description")}
    post_row(ours, CODE, "budget", "original", 100)
    post_row(ours, CODE, "expenditure", "payment", 150, vendor_id=vendor, **words)
    post_row(ours, CODE, "encumbrance", "open", 7, order_number=evil("o")[:60])
    Import.objects.update(ties_to=evil("ties"))
    return ours


@pytest.fixture
def open_as(poisoned):
    def get(person, path):
        client = Client()
        client.force_login(poisoned.user(person))
        return Page(client.get(path, follow=True))

    return get


def test_no_name_becomes_a_tag_an_attribute_or_a_script(open_as):
    for person in ("officer", "principal", "sibling", "head", "report_admin"):
        for path in PATHS:
            page = open_as(person, path.format(quote(CODE)))
            scripts = [node.attrs for node in page.root.all("script")]
            assert [set(attrs) for attrs in scripts] == [{"src", "defer"}], (person, path)
            assert page.root.all("img") == []
            assert [node.tag for node in page.root.walk() if any(name.startswith("on") for name in node.attrs)] == []
            assert [node.tag for node in page.root.walk() if "style" in node.attrs] == []
            assert "alert(2)>" not in page.html


@pytest.mark.parametrize(
    ("person", "path", "shown"),
    [
        ("officer", PATHS[0], "district site department sibling person-officer person-principal"),
        ("principal", PATHS[1], "district person-principal site purpose pool pooled source note line department ties"),
        ("head", PATHS[2], "department line site person-head"),
        ("principal", PATHS[3], "site line vendor description d o"),
        ("sibling", PATHS[1], "site person-principal"),
    ],
)
def test_what_was_written_is_what_is_read(open_as, person, path, shown):
    page = open_as(person, path.format(quote(CODE)))
    text = page.root.text + " ".join(str(node.attrs.get("href")) for node in page.root.all("a"))
    start = EVIL[:36]
    assert [name for name in shown.split() if f"{name}:{start}" not in text] == []
    assert text.count("{{7*7}}{%x%}") >= len(shown.split()) - shown.split().count("d") - shown.split().count("o")


def test_link_to_a_line_opens_it_whatever_its_code_holds(open_as, poisoned):
    page = open_as("principal", PATHS[1])
    [url] = [url for text, url in page.links if text.startswith("line:")]
    assert open_as("principal", url).main.one("p", "code").text == " ".join(CODE.split())


def test_choice_of_districts_escapes_their_names(poisoned, cast):
    Membership.objects.create(district=cast.theirs.district, user=poisoned.user("principal"), role="viewer")
    client = Client()
    client.force_login(poisoned.user("principal"))
    page = Page(client.get("/"))
    assert page.root.all("img") == []
    assert [text.startswith("district:</a>") for text, _ in page.links] == [False, True]


@pytest.mark.parametrize(
    "code", ["010 4310", "010/4310", "010%2F4310", "010%", "ÄÖ-é-漢字", "010?x#y", "a;b", "010//1", "+1"]
)
def test_line_is_found_by_a_code_of_any_characters(cast, code):
    with district_scope(cast.ours.district):
        line = Line.objects.create(
            fiscal_year=cast.ours.years[2027], code=code, segments=[code], name="Odd", site=cast.ours.units["214"]
        )
        post_row(cast.ours, line.code, "budget", "original", 123)
    client = Client()
    client.force_login(cast.ours.user("principal"))
    [url] = [url for text, url in Page(client.get("/d/juniper/sites/214/")).links if text == "Odd"]
    page = Page(client.get(url))
    assert (page.status, page.main.one("p", "code").text) == (200, code)
    assert page.figures[0] == ("revised", "123.00")


@pytest.mark.parametrize("code", ["2 14", "2%14", "Ä漢", "21?4#", "a;b&c"])
def test_unit_is_found_by_a_code_of_any_characters_but_a_slash(cast, code):
    with district_scope(cast.ours.district):
        Unit.objects.create(kind="site", code=code, name="Odd site")
    client = Client()
    client.force_login(cast.ours.user("officer"))
    [url] = [url for text, url in Page(client.get("/d/juniper/")).links if text == "Odd site"]
    assert Page(client.get(url)).heading == "Odd site"
