"""Who said “I looked” at which figures, and what they asked. What was said stays as it was said."""

import django.db.models.deletion
from django.db import migrations, models

import balance.money_field
import balance.tenancy.models
from balance.tenancy.operations import CompositeForeignKey, OwnTable

REFUSE = """
create function budgets_check_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'what was said is never changed or taken back' using errcode = 'restrict_violation';
end $$;
create trigger only_grows before update or delete on budgets_check
    for each statement execute function budgets_check_refuse();
create trigger never_deleted before delete on budgets_question
    for each statement execute function budgets_check_refuse();
create trigger only_answered before update on budgets_question for each row
    when ((old.district_id, old.id, old.asked_in_id, old.unit_id, old.at, old.text, old.figure, old.amount, old.words,
           old.page, old.sent_to)
          is distinct from
          (new.district_id, new.id, new.asked_in_id, new.unit_id, new.at, new.text, new.figure, new.amount, new.words,
           new.page, new.sent_to))
    execute function budgets_check_refuse();
"""
ALLOW = """
drop trigger only_answered on budgets_question;
drop trigger never_deleted on budgets_question;
drop trigger only_grows on budgets_check;
drop function budgets_check_refuse();
"""


def district():
    return models.ForeignKey(
        db_index=False,
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="accounts.district",
    )


def owned(to, related_name, **options):
    return balance.tenancy.models.OwnedForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to=to,
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_shown_around"), ("budgets", "0028_replaced_rows")]

    operations = [
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("assistant", "Assistant"),
                            ("viewer", "Viewer"),
                            ("supervisor", "Supervisor"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("on", models.DateField()),
                ("posted_through", models.DateField(blank=True, null=True)),
                (
                    "load",
                    models.PositiveIntegerField(
                        default=0, help_text="Number of the newest batch that they saw; 0 before any."
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("nothing", "Nothing to ask"), ("question", "I have a question")], max_length=10
                    ),
                ),
                ("district", district()),
                ("membership", owned("accounts.membership", "checks")),
                ("unit", owned("budgets.unit", "checks")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["district", "unit", "membership", "-at"], name="check_newest_of_person"),
                    models.Index(fields=["district", "on"], include=("unit", "role"), name="check_of_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ("owner", "assistant"))), name="check_of_owner_or_assistant"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["nothing", "question"])), name="check_answer_known"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "nothing")),
                        fields=("district", "unit", "membership", "on", "load"),
                        name="check_with_nothing_to_ask_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("text", models.CharField(max_length=2000)),
                ("figure", models.CharField(max_length=160)),
                ("amount", balance.money_field.MoneyField()),
                ("words", models.JSONField(default=dict)),
                ("page", models.CharField(max_length=500)),
                ("sent_to", models.EmailField(blank=True, max_length=254)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_by", owned("accounts.membership", "+", blank=True, null=True)),
                ("asked_in", owned("budgets.check", "questions")),
                ("district", district()),
                ("unit", owned("budgets.unit", "questions")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["district", "unit", "-at"], name="question_of_unit"),
                    models.Index(
                        condition=models.Q(("sent_at", None)), fields=["district", "at"], name="question_not_sent"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "asked_in", "unit"), name="question_once_of_check"),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="question_has_text"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at", None), models.Q(("sent_to", ""), _negated=True), _connector="OR"
                        ),
                        name="question_sent_to_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="question_answered_by_somebody",
                    ),
                ],
            },
        ),
        OwnTable("Check", app_may="select, insert"),
        OwnTable("Question", app_may="select, insert, update (sent_at, answered_at, answered_by_id, answer)"),
        CompositeForeignKey("Check", "unit_id", "Unit"),
        CompositeForeignKey("Check", "membership_id", "accounts.Membership"),
        CompositeForeignKey("Question", "asked_in_id", "Check"),
        CompositeForeignKey("Question", "unit_id", "Unit"),
        CompositeForeignKey("Question", "answered_by_id", "accounts.Membership"),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
