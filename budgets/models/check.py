"""What somebody said after a look: nothing to ask, or a question."""

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from balance.money_field import MoneyField
from balance.tenancy.models import OwnedForeignKey, OwnedModel
from budgets.choices import LOOKING_ROLES, AssignmentRole, CheckAnswer
from budgets.models.structure import Unit


class Check(OwnedModel):
    """An owner or an assistant said “I looked” at a unit's figures. Not a sign-off: nothing depends on it.

    `on` is the day in the district, `load` and `posted_through` what the figures that they saw were made of, whatever
    had come by the time they said it. Never changed and never taken back. `role` is what they were then: "checked"
    counts owners, and assistants are told apart.
    """

    unit = OwnedForeignKey(Unit, related_name="checks", db_index=False)
    membership = OwnedForeignKey(Membership, related_name="checks", db_index=False)
    role = models.CharField(max_length=10, choices=AssignmentRole)
    at = models.DateTimeField()
    on = models.DateField()
    posted_through = models.DateField(null=True, blank=True)
    load = models.PositiveIntegerField(default=0, help_text="Number of the newest batch that they saw; 0 before any.")
    answer = models.CharField(max_length=10, choices=CheckAnswer)

    class Meta(OwnedModel.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(role__in=LOOKING_ROLES), name="check_of_owner_or_assistant"),
            models.CheckConstraint(condition=Q(answer__in=CheckAnswer.values), name="check_answer_known"),
            # A button that is pressed twice says one thing.
            models.UniqueConstraint(
                fields=["district", "unit", "membership", "on", "load"],
                condition=Q(answer=CheckAnswer.NOTHING),
                name="check_with_nothing_to_ask_once",
            ),
        ]
        indexes = [
            models.Index(fields=["district", "unit", "membership", "-at"], name="check_newest_of_person"),
            models.Index(fields=["district", "on"], include=["unit", "role"], name="check_of_day"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} checked {self.unit_id} on {self.on}"


class Question(OwnedModel):
    """What somebody asked about a figure of a unit, with the figure as it stood; who asked is in the check.

    `figure` and `amount` are what the page said, `words` find the entries behind it (as in EntryFilter), `page` is the
    address of the unit's page. `sent_to` was chosen when it was asked; `sent_at` is empty until that mail was taken.
    """

    asked_in = OwnedForeignKey(Check, related_name="questions", db_index=False)
    unit = OwnedForeignKey(Unit, related_name="questions", db_index=False)
    at = models.DateTimeField()
    text = models.CharField(max_length=2000)
    figure = models.CharField(max_length=160)
    amount = MoneyField()
    words = models.JSONField(default=dict)
    page = models.CharField(max_length=500)
    sent_to = models.EmailField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = OwnedForeignKey(Membership, null=True, blank=True, related_name="+", db_index=False)
    answer = models.TextField(blank=True)

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "asked_in", "unit"], name="question_once_of_check"),
            models.CheckConstraint(condition=~Q(text=""), name="question_has_text"),
            models.CheckConstraint(condition=Q(sent_at=None) | ~Q(sent_to=""), name="question_sent_to_somebody"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="question_answered_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["district", "unit", "-at"], name="question_of_unit"),
            models.Index(fields=["district", "at"], condition=Q(sent_at=None), name="question_not_sent"),
        ]

    def __str__(self) -> str:
        return f"Question {self.pk}"
