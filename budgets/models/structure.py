"""Units, what money is for, where it is controlled, and the rules that decide it for each line."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Membership
from balance.money_field import MoneyField
from balance.tenancy.models import OwnedForeignKey, OwnedModel
from budgets.choices import AssignmentRole, Dimension, SourceKind, UnitKind


class Unit(OwnedModel):
    """A site or a department: something with a budget that somebody should look at."""

    kind = models.CharField(max_length=10, choices=UnitKind)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    area = models.CharField(max_length=80, blank=True, help_text="The group a supervisor looks after.")
    phone = models.CharField(max_length=40, blank=True)
    analyst = OwnedForeignKey(Membership, null=True, blank=True, related_name="analyzed_units", db_index=False)
    supervisor = OwnedForeignKey(Membership, null=True, blank=True, related_name="supervised_units", db_index=False)
    is_active = models.BooleanField(default=True)

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "kind", "code"], name="unit_once"),
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Assignment(OwnedModel):
    """A person looks after a unit, in a role, from a day on. The dates keep who owned it when."""

    unit = OwnedForeignKey(Unit, related_name="assignments", db_index=False)
    membership = OwnedForeignKey(Membership, related_name="assignments", db_index=False)
    role = models.CharField(max_length=10, choices=AssignmentRole)
    starts_on = models.DateField(null=True, blank=True, help_text="Empty: always.")
    ends_on = models.DateField(null=True, blank=True, help_text="The last day. Empty: still.")

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "unit", "membership"], name="assignment_once"),
            models.CheckConstraint(condition=Q(role__in=AssignmentRole.values), name="assignment_role_known"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="assignment_has_days",
            ),
        ]
        indexes = [models.Index(fields=["district", "membership"], name="assignment_of_person")]

    def __str__(self) -> str:
        return f"{self.role} of {self.unit_id}"


class Purpose(OwnedModel):
    """What money is for, in a principal's words: "Books and supplies"."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    icon = models.CharField(max_length=40, default="package")
    position = models.PositiveSmallIntegerField(default=0)
    once_a_year = models.BooleanField(default=False, help_text="Bought once a year: paid early is no alarm.")
    ahead_pct = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: the district's limit.")
    behind_pct = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: the district's limit.")

    class Meta(OwnedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["district", "code"], name="purpose_once")]

    def __str__(self) -> str:
        return self.name


class Source(OwnedModel):
    """Money for one use only, with its own clock (domain 2.10). Amounts of the district as a whole."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=SourceKind)
    starts_on = models.DateField(null=True, blank=True)
    use_by = models.DateField(null=True, blank=True, help_text="Last day to order. Empty: no end date.")
    pay_by = models.DateField(null=True, blank=True)
    allocation = MoneyField(null=True, blank=True)
    carry_over_cap_pct = models.PositiveSmallIntegerField(null=True, blank=True)
    cap_from = MoneyField(null=True, blank=True, help_text="The cap applies to allocations of this much or more.")
    note = models.CharField(max_length=200, blank=True, help_text="For what the giver asked.")

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "code"], name="source_once"),
            models.CheckConstraint(condition=Q(kind__in=SourceKind.values), name="source_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


class SourceShare(OwnedModel):
    """What part of a source's money at risk the office puts on one unit (the cap is the district's, domain 2.10)."""

    source = OwnedForeignKey(Source, related_name="shares", db_index=False)
    unit = OwnedForeignKey(Unit, related_name="source_shares", db_index=False)
    at_risk = MoneyField()

    class Meta(OwnedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["district", "source", "unit"], name="source_share_once")]

    def __str__(self) -> str:
        return f"{self.at_risk} of {self.source_id}"


class Pool(OwnedModel):
    """Lines that share one budget (a control group): status and alerts exist at this level only (domain 2.11)."""

    code = models.CharField(max_length=80)
    name = models.CharField(max_length=120)

    class Meta(OwnedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["district", "code"], name="pool_once")]

    def __str__(self) -> str:
        return self.name


class LineRule(OwnedModel):
    """One ordered rule over the segments of an account code: the first that fits decides its dimension.

    `conditions` is a list of {"segment": name, "op": equals|starts|between|in|matches, "value": …}; all must hold.
    `target` is the code of what the rule assigns (a unit, purpose, source or pool), or a value (pay, account type).
    For a pool, `per` names the segments that split it: one pool for each of their values.
    """

    dimension = models.CharField(max_length=20, choices=Dimension)
    position = models.PositiveIntegerField()
    conditions = models.JSONField(default=list)
    target = models.CharField(max_length=80)
    per = models.JSONField(default=list)

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "dimension", "position"], name="line_rule_order"),
            models.CheckConstraint(condition=Q(dimension__in=Dimension.values), name="line_rule_dimension_known"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.position}: {self.target}"
