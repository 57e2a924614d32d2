"""What people saw and said of a budget, and entries that somebody should look at."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Membership
from balance.money_field import MoneyField
from balance.tenancy.models import OwnedForeignKey, OwnedModel
from budgets.choices import LOOKING_ROLES, AssignmentRole, Oddity
from budgets.models.journal import Import
from budgets.models.line import Line
from budgets.models.structure import Unit
from budgets.models.year import FiscalYear


class Look(OwnedModel):
    """An owner or an assistant opened a unit's page on a day, signed in; and how far the figures reached then.

    One a day. "Looked" counts owners; assistants are told apart by `role`, which is what they were on that day.
    """

    unit = OwnedForeignKey(Unit, related_name="looks", db_index=False)
    membership = OwnedForeignKey(Membership, related_name="looks", db_index=False)
    role = models.CharField(max_length=10, choices=AssignmentRole)
    on = models.DateField()
    posted_through = models.DateField(null=True, blank=True)
    load = models.PositiveIntegerField(default=0, help_text="Number of the newest batch then; 0 before any.")

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "unit", "membership", "on"], name="look_once_a_day"),
            models.CheckConstraint(condition=Q(role__in=LOOKING_ROLES), name="look_of_owner_or_assistant"),
        ]
        indexes = [
            models.Index(
                fields=["district", "unit", "-on"], condition=Q(role=AssignmentRole.OWNER), name="look_newest_of_owner"
            ),
            models.Index(fields=["district", "on"], include=["unit", "role"], name="look_of_day"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} looked at {self.unit_id} on {self.on}"


class MarkedRight(OwnedModel):
    """Somebody said of an item worth a look: this is right. It stays away until its facts are others.

    `item` names what it is about, `facts` what it said in words that stay the same while nothing happens, and
    `amount` how much it was about: the item comes back when its facts differ or its amount has grown.
    """

    unit = OwnedForeignKey(Unit, related_name="marks", db_index=False)
    fiscal_year = OwnedForeignKey(FiscalYear, related_name="+", db_index=False)
    item = models.CharField(max_length=255)
    facts = models.CharField(max_length=255, blank=True)
    amount = MoneyField()
    title = models.CharField(max_length=255, help_text="What the item said when it was marked.")
    membership = OwnedForeignKey(Membership, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "unit", "fiscal_year", "item"], name="marked_right_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item} is right"


class OddEntry(OwnedModel):
    """A payment that may be wrong, as it looked when its load came. No verdict: a person decides.

    `entry` and `other` are transactions (by their id: a key of two columns takes no ForeignKey); one that a later
    load superseded asks for nothing. `facts` are what the rule went by, for the words on the page.
    """

    kind = models.CharField(max_length=10, choices=Oddity)
    line = OwnedForeignKey(Line, related_name="odd_entries", db_index=False)
    transaction_id = models.BigIntegerField()
    other_id = models.BigIntegerField(null=True, blank=True, help_text="The payment that it may repeat.")
    facts = models.JSONField(default=dict)
    noticed_in = OwnedForeignKey(Import, related_name="+", db_index=False)

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "kind", "transaction_id"], name="odd_entry_once"),
            models.CheckConstraint(condition=Q(kind__in=Oddity.values), name="odd_entry_kind_known"),
            models.CheckConstraint(
                condition=Q(other_id=None) | ~Q(other_id=F("transaction_id")), name="odd_entry_of_two"
            ),
        ]
        indexes = [models.Index(fields=["district", "line"], name="odd_entry_of_line")]

    def __str__(self) -> str:
        return f"{self.kind} {self.transaction_id}"
