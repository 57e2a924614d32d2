"""What the next load of a feed starts from."""

from django.db import models

from balance.tenancy.models import OwnedForeignKey, OwnedModel
from budgets.models.journal import Import
from budgets.models.year import FiscalYear


class Baseline(OwnedModel):
    """What the newest load of a feed found in its file, as far as the next one needs it to read only what differs.

    It can be lost without harm: then the next file is read whole. `found` is described in domain/imports/baseline.py.
    """

    fiscal_year = OwnedForeignKey(FiscalYear, related_name="+", db_index=False)
    feed = models.CharField(max_length=120)
    load = OwnedForeignKey(Import, related_name="+", db_index=False)
    found = models.JSONField()

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "fiscal_year", "feed"], name="baseline_once_per_feed"),
        ]

    def __str__(self) -> str:
        return f"{self.feed}, {self.load}"
