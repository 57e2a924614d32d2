"""How each unit stands, kept for the list of all units: made from balances, and never the truth itself."""

from django.db import models

from balance.money_field import MoneyField
from balance.tenancy.models import OwnedForeignKey, OwnedModel
from budgets.models.structure import Unit
from budgets.models.year import FiscalYear


class YearStanding(OwnedModel):
    """What a year's list was made from (`stamp`), and what it says of the district as a whole (`facts`).

    Deleted by triggers when a line, a balance or anything that judges them changes: without it the list is made anew.
    """

    fiscal_year = OwnedForeignKey(FiscalYear, related_name="+", db_index=False)
    stamp = models.CharField(max_length=200, help_text="Newest batch, day of the figures, settings of the district.")
    facts = models.JSONField(default=dict)

    class Meta(OwnedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["district", "fiscal_year"], name="year_standing_once")]

    def __str__(self) -> str:
        return f"{self.fiscal_year_id} as of {self.stamp}"


class UnitStanding(OwnedModel):
    """The money that a unit can decide on in a year, and the worst of the pools and lines that it is judged by.

    `rank` orders the verdicts, worst first (queries/controls.py). `worst` is a pool's or a line's name; `pool` or
    `line` its code. Holds while the year's YearStanding does.
    """

    fiscal_year = OwnedForeignKey(FiscalYear, related_name="+", db_index=False)
    unit = OwnedForeignKey(Unit, related_name="+", db_index=False)
    lines = models.PositiveIntegerField(default=0)
    original = MoneyField(default=0)
    revised = MoneyField(default=0)
    requested = MoneyField(default=0)
    encumbered_carried_in = MoneyField(default=0)
    encumbered_activity = MoneyField(default=0)
    open_orders = MoneyField(default=0)
    relief_without_order = MoneyField(default=0)
    expended = MoneyField(default=0)
    verdict = models.CharField(max_length=12)
    rank = models.PositiveSmallIntegerField()
    worst = models.CharField(max_length=160, blank=True)
    worst_left = MoneyField(default=0)
    reason = models.TextField(blank=True)
    pool = models.CharField(max_length=80, blank=True)
    line = models.CharField(max_length=120, blank=True)

    class Meta(OwnedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["district", "fiscal_year", "unit"], name="unit_standing_once")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.verdict}"
