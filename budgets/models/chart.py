"""The chart of accounts of a district and year: what each part of an account code is and what its values mean."""

from django.db import models
from django.db.models import Q

from balance.tenancy.models import OwnedForeignKey, OwnedModel
from budgets.choices import SegmentRole
from budgets.models.year import FiscalYear


class Segment(OwnedModel):
    """One part of the account code, by its place. States, districts and years order them differently (domain 2.1)."""

    fiscal_year = OwnedForeignKey(FiscalYear, related_name="segments", db_index=False)
    position = models.PositiveSmallIntegerField(help_text="From 1.")
    name = models.CharField(max_length=40, help_text="The name that rules use.")
    role = models.CharField(max_length=10, choices=SegmentRole, default=SegmentRole.LOCAL)
    length = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: any length.")

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "fiscal_year", "position"], name="segment_place_once"),
            models.UniqueConstraint(fields=["district", "fiscal_year", "name"], name="segment_name_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="segment_places_from_one"),
            models.CheckConstraint(condition=Q(role__in=SegmentRole.values), name="segment_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.name}"


class CodeName(OwnedModel):
    """What one value of a segment means, such as object 4310 "Supplies"."""

    segment = OwnedForeignKey(Segment, related_name="names", db_index=False)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)

    class Meta(OwnedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["district", "segment", "code"], name="code_name_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
