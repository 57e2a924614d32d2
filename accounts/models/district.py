"""A district: the tenant. Its settings are columns, so that a setting has a type, a default and a check."""

from datetime import date, time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.choices import YearEndOrders
from balance.money_field import MoneyField
from balance.weekdays import monday_to_friday


class District(models.Model):
    """A school district. Global: it must be found before anybody can enter its scope."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=40, default="America/Los_Angeles")
    office_email = models.EmailField(blank=True)
    office_phone = models.CharField(max_length=40, blank=True)

    fiscal_year_start_month = models.PositiveSmallIntegerField(
        default=7, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    fiscal_year_start_day = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )

    # What the figures mean here (domain 2.3, 2.9a).
    requests_reduce_left = models.BooleanField(default=False)
    pay_is_set_aside = models.BooleanField(default=True)
    keeps_pay_details = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Payees and descriptions of pay lines are stored. Off: one sum per row, no names.",
    )

    # Year-end (domain 2.7).
    year_end_orders = models.CharField(max_length=20, choices=YearEndOrders, default=YearEndOrders.CARRY)
    file_brings_orders = models.BooleanField(
        default=False, help_text="The accounting system's new-year file holds last year's open orders: no roll here."
    )

    # Pace (domain 2.9): all limits are settings.
    ahead_pct = models.PositiveSmallIntegerField(default=5)
    ahead_amount = MoneyField(default=500)
    behind_pct = models.PositiveSmallIntegerField(default=10)
    behind_amount = MoneyField(default=1000)
    window_points = models.PositiveSmallIntegerField(default=15)
    stale_order_days = models.PositiveSmallIntegerField(default=60)
    blanket_words = models.CharField(
        max_length=200,
        blank=True,
        default="blanket",
        db_default="blanket",
        help_text="Orders that say one of these words, or whose number begins with one, stay open all year.",
    )

    # When a file of the accounting system is expected (domain 2.13); days off are in the calendar.
    feed_weekdays = models.JSONField(default=monday_to_friday)
    feed_due_at = models.TimeField(default=time(7, 0))

    # Lets a tick find the districts with something due before it enters each one's scope.
    next_due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fiscal_year_start_month__range=(1, 12)) & Q(fiscal_year_start_day__range=(1, 31)),
                name="district_fiscal_year_start_is_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def fiscal_year_start(self, year: int) -> date:
        """First day of fiscal year `year`, which is named after the calendar year in which it ends."""
        starts_in = year if (self.fiscal_year_start_month, self.fiscal_year_start_day) == (1, 1) else year - 1
        return date(starts_in, self.fiscal_year_start_month, self.fiscal_year_start_day)
