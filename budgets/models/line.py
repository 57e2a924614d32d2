"""Account lines and their balances."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from balance.money_field import MoneyField
from balance.tenancy.models import OwnedForeignKey, OwnedModel
from budgets.choices import AccountType, Pay
from budgets.models.structure import Pool, Purpose, Source, Unit
from budgets.models.year import FiscalYear


class Line(OwnedModel):
    """An account line of one year. Identity: district, fiscal year and canonical code; a code is text, always."""

    fiscal_year = OwnedForeignKey(FiscalYear, related_name="lines", db_index=False)
    code = models.CharField(max_length=120, help_text="Canonical: the segments joined by a hyphen.")
    raw_code = models.CharField(max_length=160, blank=True, help_text="As the file had it.")
    segments = ArrayField(models.CharField(max_length=40))
    name = models.CharField(max_length=160, blank=True)
    account_type = models.CharField(max_length=12, choices=AccountType, default=AccountType.EXPENDITURE)

    # A line that only withdrawn loads know is no line of the year any more: their rows keep it in the table.
    brought_by = OwnedForeignKey("budgets.Import", null=True, blank=True, related_name="+", db_index=False)

    # Decided by rules over the segments, and decided again whenever the rules change.
    fund_code = models.CharField(max_length=20, blank=True)
    pay = models.CharField(max_length=7, choices=Pay, blank=True, default=Pay.NONE)
    site = OwnedForeignKey(Unit, null=True, blank=True, related_name="site_lines", db_index=False)
    department = OwnedForeignKey(Unit, null=True, blank=True, related_name="department_lines", db_index=False)
    purpose = OwnedForeignKey(Purpose, null=True, blank=True, related_name="lines", db_index=False)
    source = OwnedForeignKey(Source, null=True, blank=True, related_name="lines", db_index=False)
    pool = OwnedForeignKey(Pool, null=True, blank=True, related_name="lines", db_index=False)

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "fiscal_year", "code"], name="line_once"),
            models.CheckConstraint(condition=Q(account_type__in=AccountType.values), name="line_type_known"),
            models.CheckConstraint(condition=Q(pay__in=Pay.values), name="line_pay_known"),
        ]
        indexes = [
            models.Index(fields=["district", "fiscal_year", "site"], name="line_of_site"),
            models.Index(fields=["district", "fiscal_year", "department"], name="line_of_department"),
            models.Index(fields=["district", "fiscal_year", "pool"], name="line_of_pool"),
        ]

    def __str__(self) -> str:
        return self.code


class LineBalance(OwnedModel):
    """What the live transactions of a line add up to. Kept by statement triggers, written by nobody else.

    Amounts in dollars; authority and use are positive. `encumbered` = carried in + activity; `open_orders` is the
    sum of the positive residues of its orders, `relief_without_order` of the negative ones (domain 2.7).
    """

    line = models.OneToOneField(Line, models.CASCADE, primary_key=True, db_constraint=False, related_name="balance")
    original = MoneyField(default=0)
    revised = MoneyField(default=0)
    requested = MoneyField(default=0)
    encumbered_carried_in = MoneyField(default=0)
    encumbered_activity = MoneyField(default=0)
    open_orders = MoneyField(default=0)
    relief_without_order = MoneyField(default=0)
    expended = MoneyField(default=0)
    transactions = models.IntegerField(default=0)

    class Meta(OwnedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["district", "line"], name="line_balance_once")]

    def __str__(self) -> str:
        return f"Balance of line {self.line_id}"


class OrderBalance(OwnedModel):
    """What is still promised under one order on one line. Kept by the same triggers; order '' is money without one."""

    line = OwnedForeignKey(Line, related_name="orders", db_index=False)
    order_number = models.CharField(max_length=60, blank=True)
    residue = MoneyField(default=0)

    class Meta(OwnedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["district", "line", "order_number"], name="order_balance_once")]

    def __str__(self) -> str:
        return f"{self.order_number}: {self.residue}"
