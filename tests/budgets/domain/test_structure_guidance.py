"""The district's own words in a structure file: how it is done here, and what many ask."""

import pytest

from accounts.models import AuditEvent
from balance.tenancy.scope import district_scope
from budgets.models import CommonQuestion, HowWeDoIt
from tests.budgets.domain.structure_district import district, errors, example, load


@pytest.fixture(autouse=True)
def juniper(db):
    juniper = district()
    with district_scope(juniper):
        load({"purposes": [{"code": "books", "name": "Books"}, {"code": "trips", "name": "Trips"}]})
        yield juniper


def how(*texts):
    return {
        "how_we_do_it": [
            {"purpose" if thing in ("books", "trips") else "act": thing, "text": text} for thing, text in texts
        ]
    }


def asked(*questions):
    return {"common_questions": [{"heading": h, "question": q, "answer": a} for h, q, a in questions]}


def stored():
    rows = HowWeDoIt.objects.select_related("purpose").order_by("id")
    return {row.purpose.code if row.purpose else row.act: row.text for row in rows}


def test_texts_of_the_docs_are_stored_as_they_read():
    load(example())
    assert stored() == {
        "books": "Order by the catalog first; it has our prices.\n\nBooks over **$500** go through the library team.",
        "order": "1. Ask your office manager for a request.\n2. You approve it by mail.\n"
        "3. Purchasing sends the order within two days.",
    }
    assert list(CommonQuestion.objects.order_by("position").values_list("position", "heading", "question")) == [
        (1, "Orders", "Why is my order not here yet?"),
        (2, "Payments", "Whose charge is this?"),
    ]


def test_lists_are_the_files_as_a_whole_and_stay_when_it_says_nothing_of_them():
    load(how(("books", "By the catalog."), ("order", "Ask.")) | asked(("A", "One?", "1"), ("A", "Two?", "2")))
    first = HowWeDoIt.objects.get(act="order").pk
    load(how(("order", "Ask first."), ("trips", "Forms.")) | asked(("B", "Two?", "2"), ("A", "Three?", "3")))
    assert stored() == {"order": "Ask first.", "trips": "Forms."}
    assert HowWeDoIt.objects.get(act="order").pk == first
    questions = list(CommonQuestion.objects.order_by("position").values_list("heading", "question", "answer"))
    assert questions == [("B", "Two?", "2"), ("A", "Three?", "3")]
    assert load({"funds": []}).changed is False
    assert stored() == {"order": "Ask first.", "trips": "Forms."}
    load({"how_we_do_it": [], "common_questions": []})
    assert (HowWeDoIt.objects.count(), CommonQuestion.objects.count()) == (0, 0)


def test_audit_event_says_what_was_written_changed_and_removed():
    load(how(("books", "By the catalog."), ("order", "Ask.")))
    load(how(("order", "Ask first."), ("gift", "Thank them.")))
    facts = AuditEvent.objects.order_by("-id").first().facts
    assert facts["how_we_do_it"] == {
        "created": ["gift"],
        "changed": {"order": {"text": ["Ask.", "Ask first."]}},
        "removed": ["books"],
    }


def test_text_may_be_a_list_of_lines_and_loses_blanks_at_its_ends():
    load(how(("order", ["  Ask.  ", "", "- one ", "- two", ""])))
    assert stored() == {"order": "Ask.\n\n- one\n- two"}


@pytest.mark.parametrize(
    ("content", "path", "reason"),
    [
        (how(("order", " \n ")), "how_we_do_it[0].text", "is empty"),
        (how(("order", ["a", 1])), "how_we_do_it[0].text", "must be text in quotes, or a list of lines"),
        (how(("order", "x" * 2001)), "how_we_do_it[0].text", "has 2001 characters; 2000 fit"),
        (how(("order", "a\u0000b")), "how_we_do_it[0].text", "holds a control character"),
        (how(("order", "a\tb")), "how_we_do_it[0].text", "holds a control character"),
        (how(("order", "a"), ("order", "b")), "how_we_do_it[1]", "act order is already in how_we_do_it[0]"),
        (how(("books", "a"), ("books", "b")), "how_we_do_it[1]", "purpose books is already in how_we_do_it[0]"),
        ({"how_we_do_it": [{"text": "a"}]}, "how_we_do_it[0]", "must name either a purpose or an act"),
        (
            {"how_we_do_it": [{"purpose": "books", "act": "order", "text": "a"}]},
            "how_we_do_it[0]",
            "must name either a purpose or an act",
        ),
        ({"how_we_do_it": [{"purpose": "fun", "text": "a"}]}, "how_we_do_it[0].purpose", "there is no purpose 'fun'"),
        (
            {"how_we_do_it": [{"act": "steal", "text": "a"}]},
            "how_we_do_it[0].act",
            "'steal' is not one of order, receive, card, pay-back, move-money, wrong-charge, close-order, gift,"
            " year-end",
        ),
        ({"how_we_do_it": ["order"]}, "how_we_do_it[0]", "must be an object in braces, not text"),
        ({"how_we_do_it": {}}, "how_we_do_it", "must be a list in brackets, not an object"),
        (
            asked(("A", "One?", "1"), ("B", "One?", "2")),
            "common_questions[1]",
            "question 'One?' is already in common_questions[0]",
        ),
        (asked(("A", "One?\nTwo?", "1")), "common_questions[0].question", "holds a control character"),
        ({"common_questions": [{"heading": "A", "question": "One?"}]}, "common_questions[0].answer", "is missing"),
        (
            asked(*((f"A{number}", f"{number}?", "1") for number in range(201))),
            "common_questions",
            "has 201 questions; 200 fit on a page",
        ),
    ],
)  # fmt: skip
def test_text_that_cannot_be_shown_is_refused_with_its_place(content, path, reason):
    assert errors(content) == [(path, reason)]
