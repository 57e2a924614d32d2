"""The help page, and the office's own words beside what they speak of."""

import pytest

from accounts.models import Contact
from balance.tenancy.scope import district_scope
from budgets.models import CommonQuestion, HowWeDoIt, Purpose, Unit
from tests.budgets.web.test_statements import statements

SITE, LINE = "sites/214/", "lines/010-0000-4310-214/"


@pytest.fixture
def words(ours):
    """Of our district: two acts, a purpose, three questions; and an analyst of Alder Creek."""
    HowWeDoIt.objects.create(act="move-money", text="Write to your *analyst*.")
    HowWeDoIt.objects.create(act="order", text="Ask first, then [move money](#move-money). <b>No</b> HTML.")
    HowWeDoIt.objects.create(purpose=ours.lines["010-0000-4310-214"].purpose, text="From **our catalog.**")
    rows = [
        ("Orders", "Where is it?", "Soon."),
        ("Figures", "What is promised?", "An order."),
        ("Orders", "Where is it!", "Here."),
    ]
    for position, (heading, question, answer) in enumerate(rows, 1):
        CommonQuestion.objects.create(position=position, heading=heading, question=question, answer=answer)
    Contact.objects.create(membership=ours.people["officer"], title="Analyst", phone="555 0110", preferred_way="call")
    Unit.objects.filter(code="214").update(analyst=ours.people["officer"])
    return ours


def answers(page):
    return [(each.attrs["id"], each.one("h3").text) for each in page.main.all("article")]


def test_help_shows_acts_purposes_and_questions_under_their_headings(ask, words):
    page = ask("principal", "help/")
    assert (page.status, page.heading) == (200, "Help")
    assert [each.text for each in page.main.all("h2")][4:] == ["How we do it here", "By purpose", "Orders", "Figures"]
    purpose = words.lines["010-0000-4310-214"].purpose
    assert answers(page) == [
        ("order", "Order something"),
        ("move-money", "Move money"),
        (f"purpose-{purpose.code}", purpose.name),
        ("q-where-is-it", "Where is it?"),
        ("q-where-is-it-2", "Where is it!"),
        ("q-what-is-promised", "What is promised?"),
    ]
    places = {link for _, link in page.links if link.startswith("#")}
    assert places == {f"#{anchor}" for anchor, _ in answers(page)} | {"#how", "#purposes", "#part-1", "#part-2"}


def test_raw_html_of_a_text_is_shown_as_it_was_typed(ask, words):
    for path in ("help/", SITE):
        html = ask("principal", path).html
        assert "&lt;b&gt;No&lt;/b&gt; HTML." in html
        assert "<b>No" not in html


def test_search_leaves_what_has_every_word_and_its_links_lead_to_the_whole_page(ask, words):
    page = ask("principal", "help/", q="  ask FIRST ")
    assert page.heading == "1 answer for “ask FIRST”"
    assert answers(page) == [("order", "Order something")]
    assert ("move money", "/d/juniper/help/#move-money") in page.links
    assert ("Show all answers", "/d/juniper/help/") in page.links
    nothing = ask("principal", "help/", q="<script>")
    assert nothing.heading == "0 answers for “<script>”"
    assert "No answer has this word." in nothing.main.text


def test_help_names_who_helps_with_ones_units_and_the_office(ask, words):
    who = ask("principal", "help/").main.one("ul", "helpers").text
    assert who == (
        "Officer JUNIPERMARK Analyst 555 0110 · officer@juniper.example A call is best Budget Office"
        " office@juniper.example"
    )
    assert ask("head", "help/").main.one("ul", "helpers").text == "Budget Office office@juniper.example"


def test_help_of_a_district_without_words_says_so(ask):
    page = ask("principal", "help/")
    assert "The Budget Office has not written answers here yet." in page.main.text
    assert answers(page) == []


def test_words_of_a_purpose_stand_inside_it_and_on_its_lines(ask, words):
    page = ask("principal", SITE)
    purpose = words.lines["010-0000-4310-214"].purpose
    inside = [
        each.one("details", "how").text for each in page.main.all("details", "group") if each.all("details", "how")
    ]
    assert inside == [f"How we do it here: {purpose.name} From our catalog."] * 2  # its own money, and Title I's
    line = ask("principal", LINE)
    assert f"How we do it here All answers {purpose.name} From our catalog." in line.main.text
    assert [each.one("summary").text for each in line.main.all("details", "how")] == ["Order something", "Move money"]
    other = ask("principal", "lines/010-0000-5800-214/")
    assert "From our catalog." not in other.main.text


def test_words_beside_figures_lead_to_the_help_page(ask, words):
    for path in (SITE, LINE):
        links = ask("principal", path).links
        assert ("move money", "/d/juniper/help/#move-money") in links
        assert ("officer@juniper.example", "mailto:officer@juniper.example") in links


def test_words_of_another_district_are_not_here(cast, ask):
    with district_scope(cast.theirs.district):
        HowWeDoIt.objects.create(act="gift", text="CEDARMARK gift")
        HowWeDoIt.objects.create(purpose=Purpose.objects.first(), text="CEDARMARK purpose")
        CommonQuestion.objects.create(position=1, heading="CEDARMARK", question="CEDARMARK?", answer="CEDARMARK")
    for path in ("help/", SITE, LINE):
        assert "CEDARMARK" not in ask("principal", path).html


def test_help_takes_the_same_few_statements_for_1_text_and_for_3(ours):
    HowWeDoIt.objects.create(act="order", text="Ask.")
    CommonQuestion.objects.create(position=1, heading="A", question="One?", answer="1")
    one = statements(ours, "principal", "help/")
    for act in ("gift", "card"):
        HowWeDoIt.objects.create(act=act, text="Ask.")
        CommonQuestion.objects.create(position=2, heading="A", question=f"{act}?", answer="1")
    assert statements(ours, "principal", "help/") == one
    assert one <= 12
