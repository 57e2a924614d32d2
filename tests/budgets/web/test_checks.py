"""“I looked” on a unit's page: who is asked, what the page says then, and how a question gets to its analyst."""

import smtplib

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.models import District, Membership
from balance.tenancy.scope import district_scope
from budgets.models import Assignment, Check, Look, Question, Unit
from budgets.tasks import mail_every_question, mail_one_question, mail_questions
from tests.budgets.web.posting import post_row
from tests.budgets.web.reading import Page

SITE, SUPPLIES = "sites/214/", "010-0000-4310-214"
FIGURE = {"unit": "site-214", "decide": "1", "measure": "left"}


@pytest.fixture(autouse=True)
def no_queue(monkeypatch):
    """What would be queued is done at once."""
    monkeypatch.setattr(mail_one_question, "delay", mail_one_question)


@pytest.fixture
def say(cast):
    """POST as a person of our district; the page that it leads to, or the refusal."""

    def post(person, act="check", path=SITE, **data):
        client = Client(raise_request_exception=False)
        client.force_login(cast.ours.user(person))
        return Page(client.post(f"/d/juniper/{path}{act}/", data, follow=True))

    return post


def bar(page):
    """The words of the bar, or none."""
    return " ".join(section.text for section in page.main.all("section", css="look"))


def seen(page):
    return page.main.one("button", name="seen").attrs["value"]


def test_owner_is_asked_and_told_that_it_is_no_sign_off(ask, ours):
    page = ask("principal", SITE)
    assert bar(page) == (
        "I looked. Nothing to ask I have a question"
        " This is not a sign-off; it tells the Budget Office that you have seen it."
    )
    Unit.objects.filter(code="214").update(analyst=ours.people["officer"])
    assert "it tells Officer JUNIPERMARK that you have seen it." in bar(ask("principal", SITE))


def test_after_it_the_page_says_when_and_through_which_day(ask, say, ours):
    page = say("principal", seen=seen(ask("principal", SITE)))
    assert page.status == 200
    assert "Noted, thank you. You looked, and there is nothing to ask." in page.main.text
    assert bar(page) == (
        "You looked on Thu, Nov 19, noon Through Wed, Nov 18. You are asked again when newer figures come."
        " I have a question"
    )
    said = Check.objects.values_list("membership", "unit__code", "role", "load", "answer")
    assert list(said) == [(ours.people["principal"].pk, "214", "owner", 1, "nothing")]


def test_newer_figures_ask_again(ask, say, ours):
    say("principal", seen=1)
    post_row(ours, SUPPLIES, "expenditure", "payment", 1)
    page = ask("principal", SITE)
    assert bar(page).startswith("I looked. Nothing to ask")
    assert bar(page).endswith("You last did on Thu, Nov 19.")
    assert seen(page) == "2"


def test_new_month_asks_again_though_nothing_came(ask, say, ours):
    say("principal", seen=1)
    with time_machine.travel("2026-12-01T20:00:00Z", tick=False):
        assert bar(ask("principal", SITE)).startswith("I looked.")


def test_assistant_is_asked_for_themselves(ask, say, ours):
    say("assistant", seen=1)
    assert bar(ask("assistant", SITE)).startswith("You looked on")
    assert bar(ask("principal", SITE)).startswith("I looked.")
    assert list(Check.objects.values_list("role", flat=True)) == ["assistant"]


@pytest.mark.parametrize("person", ["viewer", "officer", "supervisor"])
@pytest.mark.parametrize("act", ["check", "ask"])
def test_who_does_not_look_after_it_is_neither_asked_nor_heard(ask, say, ours, person, act):
    Unit.objects.filter(code="214").update(supervisor=ours.people["supervisor"])
    assert bar(ask(person, SITE)) == ""
    assert say(person, act, seen=1, about="all", text="Why?").status == 403
    assert Check.objects.count() == Question.objects.count() == 0


@pytest.mark.parametrize("person", ["sibling", "head", "report_admin"])
@pytest.mark.parametrize("act", ["check", "ask"])
def test_members_of_other_units_are_refused(say, ours, person, act):
    assert say(person, act, seen=1, about="all", text="Why?").status == 403
    assert Check.objects.count() == Question.objects.count() == 0


def test_ended_assignment_is_heard_no_more(say, ours):
    Assignment.objects.filter(membership=ours.people["principal"]).update(ends_on="2026-11-18")
    assert say("principal", seen=1).status == 403
    assert Check.objects.count() == 0


@pytest.mark.parametrize("act", ["check", "ask"])
@pytest.mark.parametrize("path", ["sites/999/", "departments/214/"])
def test_unit_that_is_not_there_is_not_found(say, ours, act, path):
    assert say("principal", act, path, seen=1, about="all", text="Why?").status == 404


@pytest.mark.parametrize("act", ["check", "ask"])
def test_only_the_year_that_runs_is_asked_about(ask, cast, ours, act):
    assert bar(ask("principal", SITE, fy="2026")) == ""
    client = Client()
    client.force_login(ours.user("principal"))
    assert client.post(f"/d/juniper/{SITE}{act}/?fy=2026", {"seen": 1, "text": "Why?"}).status_code == 404


@pytest.mark.parametrize(("sent", "kept"), [("1", 1), ("", 2), ("x", 2), ("-1", 2), ("9" * 11, 2), ("9" * 5000, 2)])
def test_what_was_seen_is_a_batch_that_there_is(say, ours, sent, kept):
    post_row(ours, SUPPLIES, "expenditure", "payment", 1)
    assert say("principal", seen=sent).status == 200
    assert list(Check.objects.values_list("load", flat=True)) == [kept]


@pytest.mark.parametrize(
    "header", [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"X-Moz": "prefetch"}]
)
def test_page_that_is_fetched_ahead_is_the_same_and_no_look(ours, header):
    client = Client(headers=header)
    client.force_login(ours.user("principal"))
    assert bar(Page(client.get(f"/d/juniper/{SITE}"))).startswith("I looked.")
    assert Look.objects.count() == 0
    client.post(f"/d/juniper/{SITE}check/", {"seen": 1}, headers={})
    assert Look.objects.count() == 1


def test_question_is_kept_with_its_figure_and_mailed_to_the_analyst(say, ours, django_capture_on_commit_callbacks):
    Unit.objects.filter(code="214").update(analyst=ours.people["officer"])
    with django_capture_on_commit_callbacks(execute=True):
        page = say("principal", "ask", about="all", text="Who ordered this?\nI did not.")
        assert mail.outbox == []
    assert "Your question goes to Officer JUNIPERMARK. The answer comes by email." in page.main.text
    assert bar(page).startswith("You looked on Thu, Nov 19, noon")
    [question] = Question.objects.all()
    assert (question.asked_in.answer, question.asked_in.load, question.text) == (
        "question", 1, "Who ordered this?\nI did not.",
    )  # fmt: skip
    assert (question.figure, str(question.amount), question.words) == ("Left to decide on", "9941.10", FIGURE)
    [sent] = mail.outbox
    assert (sent.to, sent.reply_to) == (["officer@juniper.example"], ["principal@juniper.example"])
    assert sent.subject == "Question about Alder Creek JUNIPERMARK: Left to decide on"
    assert sent.body == (
        "Principal JUNIPERMARK, owner of Alder Creek JUNIPERMARK, looked at the budget on Thu, Nov 19 and asks:\n\n"
        "Who ordered this?\nI did not.\n\n"
        "The figure\nLeft to decide on: $9,941.10, with everything posted through Wed, Nov 18\n\n"
        "See it\nhttp://testserver/d/juniper/sites/214/\n\n"
        "Answer this mail. It goes to Principal JUNIPERMARK, principal@juniper.example.\n\n"
    )
    assert (question.sent_to, question.sent_at is not None) == ("officer@juniper.example", True)


def test_figure_is_that_of_the_page_and_not_of_the_form(ask, say, ours):
    [select] = ask("principal", f"{SITE}ask/").main.all("select")
    choices = {option.text: option.attrs["value"] for option in select.all("option")}
    assert list(choices) == [
        "Left to decide on, $9,941", "Books and supplies JUNIPERMARK: left, $8,258", "Trips JUNIPERMARK: left, $1,684",
        "Title I: left, $8,000",
    ]  # fmt: skip
    say("principal", "ask", about=choices["Title I: left, $8,000"], text="Until when?", amount="1", figure="x")
    [question] = Question.objects.all()
    assert (question.figure, str(question.amount)) == ("Title I: left", "8000.00")
    assert question.words == {"unit": "site-214", "source": "3010", "decide": "0", "measure": "left"}


def test_figure_can_be_chosen_by_the_address(ask, ours):
    [chosen] = [
        option.text
        for option in ask("principal", f"{SITE}ask/", about="all").main.all("option")
        if "selected" in option.attrs
    ]
    assert chosen == "Left to decide on, $9,941"
    assert ask("principal", f"{SITE}ask/", about="nonsense").status == 200


@pytest.mark.parametrize("sent", [{"about": "all", "text": "  "}, {"about": "p0", "text": "Why?"}, {}])
def test_question_without_words_or_figure_is_shown_again(say, ours, sent):
    page = say("principal", "ask", **sent)
    assert "There is a problem" in page.main.text
    assert Check.objects.count() == Question.objects.count() == 0


def test_question_of_markup_is_text_in_the_mail(say, ours, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        say("principal", "ask", about="all", text="<b>Why & how?</b>")
    assert "\n<b>Why & how?</b>\n" in mail.outbox[0].body
    assert mail.outbox[0].content_subtype == "plain"


def test_name_of_two_lines_makes_no_header(say, ours, django_capture_on_commit_callbacks):
    Unit.objects.filter(code="214").update(name="Alder\r\nBcc: x@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        say("principal", "ask", about="all", text="Why?")
    assert mail.outbox[0].subject == "Question about Alder Bcc: x@example.org: Left to decide on"


@pytest.mark.parametrize(
    ("analyst", "office", "to"),
    [
        ("active", "office@juniper.example", ["officer@juniper.example"]),
        ("left", "office@juniper.example", ["office@juniper.example"]),
        (None, "office@juniper.example", ["office@juniper.example"]),
        (None, "", ["officer@juniper.example"]),
    ],
)
def test_question_goes_to_the_analyst_else_to_the_office(
    say, ours, django_capture_on_commit_callbacks, analyst, office, to
):
    District.objects.filter(pk=ours.district.pk).update(office_email=office)
    if analyst:
        Unit.objects.filter(code="214").update(analyst=ours.people["officer"])
    Membership.objects.filter(pk=ours.people["officer"].pk).update(is_active=analyst != "left")
    with django_capture_on_commit_callbacks(execute=True):
        say("principal", "ask", about="all", text="Why?")
    assert [sent.to for sent in mail.outbox] == [to]


def test_question_that_nobody_can_be_mailed_is_kept(say, ours, django_capture_on_commit_callbacks):
    District.objects.filter(pk=ours.district.pk).update(office_email="")
    Membership.objects.filter(pk=ours.people["officer"].pk).update(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        assert say("principal", "ask", about="all", text="Why?").status == 200
    assert (mail.outbox, Question.objects.get().sent_to) == ([], "")


def test_mail_that_the_relay_did_not_take_comes_round_again(
    say, ours, django_capture_on_commit_callbacks, monkeypatch, caplog
):
    def refuse(*args):
        raise smtplib.SMTPServerDisconnected("gone")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        with django_capture_on_commit_callbacks(execute=True):
            assert say("principal", "ask", about="all", text="Why?").status == 200
    [record] = [record for record in caplog.records if record.name == "budgets.domain.questions"]
    assert record.getMessage().endswith("was not taken: gone")
    assert Question.objects.get().sent_at is None
    mail_questions(ours.district.pk)  # too soon: its own task may still come
    assert mail.outbox == []
    with time_machine.travel("2026-11-19T20:10:00Z", tick=False):
        mail_questions(ours.district.pk)
        mail_questions(ours.district.pk)
    assert [sent.to for sent in mail.outbox] == [["office@juniper.example"]]


def test_queue_that_is_down_loses_no_question_and_no_page(transactional_db, say, cast, monkeypatch, caplog):
    def down(*args):
        raise ConnectionRefusedError("no broker")

    monkeypatch.setattr(mail_one_question, "delay", down)
    page = say("principal", "ask", about="all", text="Why?")
    assert "Your question goes to" in page.main.text
    [record] = [record for record in caplog.records if record.name == "django.db.backends.base"]
    assert "no broker" in record.getMessage()
    with district_scope(cast.ours.district):
        assert (mail.outbox, Question.objects.get().sent_at) == ([], None)


def test_every_district_mails_its_own(cast, monkeypatch):
    asked = []
    monkeypatch.setattr(mail_questions, "delay", asked.append)
    mail_every_question()
    assert asked == sorted([cast.ours.district.pk, cast.theirs.district.pk])


def test_checks_of_the_other_district_say_nothing_here(ask, cast):
    theirs = cast.theirs
    with district_scope(theirs.district):
        Check.objects.create(
            unit=theirs.units["214"], membership=theirs.people["principal"], role="owner", answer="nothing", load=1,
            at="2026-11-19T20:00:00Z", on="2026-11-19",
        )  # fmt: skip
    assert bar(ask("principal", SITE)).startswith("I looked.")


@pytest.mark.parametrize("act", ["check", "ask"])
def test_token_is_asked_for(cast, act):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ours.user("principal"))
    assert client.post(f"/d/juniper/{SITE}{act}/", {"seen": 1}).status_code == 403
