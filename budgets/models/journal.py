"""The journal: batches of transactions, the transactions, and what a balance report said."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from balance.money_field import MoneyField
from balance.tenancy.models import OwnedForeignKey, OwnedModel
from budgets.choices import KINDS, ImportOrigin, ImportState, Kind, Measure
from budgets.models.line import Line
from budgets.models.year import FiscalYear


class Import(OwnedModel):
    """One batch that became part of the ledger, in one transaction: files, a year-end roll, a load taken back.

    Loads of one `feed` speak of the same thing: a later one replaces what earlier ones said. `window` is what this one
    spoke of, so that what relies on it is known when it is to be withdrawn.
    """

    number = models.PositiveIntegerField(help_text="From 1 in each district: the load's name on pages.")
    fiscal_year = OwnedForeignKey(FiscalYear, related_name="imports", db_index=False)
    origin = models.CharField(max_length=10, choices=ImportOrigin)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.PUBLISHED)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField()
    posted_through = models.DateField(null=True, blank=True, help_text="Date of the newest entry the batch covers.")
    confirmed_at = models.DateTimeField(null=True, blank=True, help_text="When the same bytes last came again.")
    feed = models.CharField(max_length=120, blank=True)
    files = models.JSONField(default=list, help_text="Name, SHA-256 and bytes of each, in order.")
    profile = models.CharField(max_length=120, blank=True)
    profile_version = models.CharField(max_length=64, blank=True)
    profile_content = models.JSONField(default=dict)
    options = models.JSONField(default=dict, help_text="What else decided the result.")
    window = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    lines_before = models.JSONField(default=list, help_text="What it changed of lines that were there: was, and is.")
    ties_to = models.CharField(max_length=200, blank=True, help_text="The report it was proved against, in words.")
    tied_on = models.DateField(null=True, blank=True)

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "number"], name="import_number_once"),
            models.CheckConstraint(condition=Q(origin__in=ImportOrigin.values), name="import_origin_known"),
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_known"),
        ]
        indexes = [models.Index(fields=["district", "fiscal_year", "-number"], name="import_newest_of_year")]

    def __str__(self) -> str:
        return f"Load {self.number}"


class Vendor(OwnedModel):
    """Who was paid. A table of its own, for a search by name loses its index under row-level security."""

    number = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=160)

    class Meta(OwnedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["district", "number", "name"], name="vendor_once")]

    def __str__(self) -> str:
        return self.name


def kinds_by_measure() -> Q:
    """Which kind may stand with which measure."""
    condition = Q()
    for measure, kinds in KINDS.items():
        condition |= Q(measure=measure.value, kind__in=[kind.value for kind in kinds])
    return condition


class Transaction(OwnedModel):
    """One movement of one measure of one line. Never edited or deleted: a later import may only supersede it.

    The amount is signed: authority and use are positive, so a refund or a relieved order is negative. One row of a
    file makes one transaction per non-zero measure; `row` ties them together.
    """

    pk = models.CompositePrimaryKey("district_id", "id")
    id = models.BigIntegerField(
        # A composite primary key brings no sequence of its own.
        db_default=models.Func(
            models.Value("budgets_transaction_id_seq"), function="nextval", output_field=models.BigIntegerField()
        )
    )
    # No key of its own to the district: the composite one to the line says it, and a load is a quarter faster.
    district = models.ForeignKey(
        "accounts.District", models.PROTECT, db_index=False, db_constraint=False, related_name="+", editable=False
    )
    line = OwnedForeignKey(Line, related_name="transactions", db_index=False)
    measure = models.CharField(max_length=11, choices=Measure)
    kind = models.CharField(max_length=13, choices=Kind)
    amount = MoneyField()
    posted_on = models.DateField(null=True, blank=True)
    period = models.PositiveSmallIntegerField(null=True, blank=True)
    order_number = models.CharField(max_length=60, blank=True, default="", db_default="")
    document = models.CharField(max_length=60, blank=True, default="", db_default="")
    vendor = OwnedForeignKey(Vendor, null=True, blank=True, related_name="+", db_index=False)
    description = models.CharField(max_length=255, blank=True, default="", db_default="")
    origin_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Fiscal year of an order carried in."
    )
    source_import = OwnedForeignKey(Import, db_column="import_id", related_name="+", db_index=False)
    superseded_by = OwnedForeignKey(
        Import, null=True, blank=True, db_column="superseded_by_import_id", related_name="+", db_index=False
    )
    row = models.PositiveIntegerField(default=0, db_default=0, help_text="Row of the file, from 1.")

    class Meta(OwnedModel.Meta):
        constraints = [
            models.CheckConstraint(condition=kinds_by_measure(), name="transaction_kind_fits_measure"),
            models.CheckConstraint(condition=Q(period=None) | Q(period__lte=14), name="transaction_period_0_to_14"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.kind} {self.amount}"


class ReportedBalance(OwnedModel):
    """What a balance report of the accounting system said of one line and measure, kept as it was said."""

    line = OwnedForeignKey(Line, related_name="reported", db_index=False)
    measure = models.CharField(max_length=11, choices=Measure)
    as_of = models.DateField()
    amount = MoneyField()
    source_import = OwnedForeignKey(Import, db_column="import_id", related_name="reported", db_index=False)

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["district", "line", "measure", "source_import"], name="reported_balance_once_per_import"
            ),
            models.CheckConstraint(condition=Q(measure__in=Measure.values), name="reported_balance_measure_known"),
        ]
        indexes = [models.Index(fields=["district", "line", "measure", "-as_of"], name="reported_balance_newest")]

    def __str__(self) -> str:
        return f"{self.measure} {self.amount} as of {self.as_of}"
