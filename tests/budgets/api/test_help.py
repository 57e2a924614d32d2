"""Help by the API: the texts of the page, in its order."""

from budgets.models import CommonQuestion, HowWeDoIt


def test_help_has_the_texts_in_the_order_of_the_page(ask, ours):
    purpose = ours.lines["010-0000-4310-214"].purpose
    HowWeDoIt.objects.create(purpose=purpose, text="By **catalog**.")
    HowWeDoIt.objects.create(act="gift", text="Thank them.")
    HowWeDoIt.objects.create(act="order", text="Ask.")
    CommonQuestion.objects.create(position=1, heading="A", question="One?", answer="1")
    status, answer = ask("principal", "help")
    assert status == 200
    assert answer == {
        "district": "juniper",
        "office_email": "office@juniper.example",
        "office_phone": "",
        "helpers": [],
        "how_we_do_it": [
            {"purpose": "", "act": "order", "title": "Order something", "text": "Ask."},
            {"purpose": "", "act": "gift", "title": "Accept a gift", "text": "Thank them."},
            {"purpose": purpose.code, "act": "", "title": purpose.name, "text": "By **catalog**."},
        ],
        "common_questions": [{"heading": "A", "question": "One?", "answer": "1"}],
    }
