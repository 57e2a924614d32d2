"""Fiscal years, their funds and the last days to order."""

from django.db import models
from django.db.models import F, Q

from accounts.choices import YearEndOrders
from balance.tenancy.models import OwnedForeignKey, OwnedModel
from budgets.choices import DayKind, YearState


class FiscalYear(OwnedModel):
    """A fiscal year by its dates: on a change of start a year can have ten months (domain 2.8)."""

    year = models.PositiveSmallIntegerField(help_text="The calendar year in which it ends.")
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=YearState, default=YearState.OPEN)

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "year"], name="fiscal_year_once"),
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="fiscal_year_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(ends_on__year=F("year")), name="fiscal_year_named_by_its_end"),
            models.CheckConstraint(condition=Q(state__in=YearState.values), name="fiscal_year_state_known"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """`2026–27`, or `2026` for a year inside one calendar year."""
        if self.starts_on.year == self.ends_on.year:
            return str(self.year)
        return f"{self.starts_on.year}–{self.year % 100:02d}"


class Fund(OwnedModel):
    """A fund's name, and what becomes of its open orders at year-end where it differs from the district's rule."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    year_end_orders = models.CharField(max_length=20, choices=YearEndOrders, blank=True)

    class Meta(OwnedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["district", "code"], name="fund_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class CutOff(OwnedModel):
    """The last day to order in a year: of one fund, or of all funds without one of their own."""

    fiscal_year = OwnedForeignKey(FiscalYear, related_name="cut_offs", db_index=False)
    fund_code = models.CharField(max_length=20, blank=True, help_text="Empty: every fund without its own date.")
    last_order_on = models.DateField()

    class Meta(OwnedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["district", "fiscal_year", "fund_code"], name="cut_off_once")]

    def __str__(self) -> str:
        return f"{self.fund_code or 'all funds'}: {self.last_order_on}"


class CalendarStretch(OwnedModel):
    """A stretch of days: a school term, a holiday, days on which a file is or is not expected. Ends included."""

    kind = models.CharField(max_length=10, choices=DayKind)
    name = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "kind", "starts_on", "ends_on"], name="calendar_stretch_once"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="calendar_stretch_has_days"),
            models.CheckConstraint(condition=Q(kind__in=DayKind.values), name="calendar_stretch_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on}–{self.ends_on}"
