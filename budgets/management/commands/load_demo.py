"""`load_demo`: makes the two districts of the demo, relative to today."""

from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.queries.districts import district_by_slug
from budgets.domain.imports import vacuum
from budgets.management.demo.cedar_falls import CEDAR_FALLS
from budgets.management.demo.clock import Clock
from budgets.management.demo.juniper_bay import JUNIPER_BAY
from budgets.management.demo.load import load_district

ZONE = ZoneInfo("America/Los_Angeles")


class Command(BaseCommand):
    help = "Makes the invented districts Juniper Bay and Cedar Falls, as of today. Districts that are there stay."

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [spec for spec in (JUNIPER_BAY, CEDAR_FALLS) if district_by_slug(spec.slug) is None]
        if not missing:
            self.stdout.write("The demo districts are there already.")
            return
        started, now = monotonic(), timezone.now()
        for spec in missing:
            load_district(spec, Clock(now, ZONE, spec.late), self.stdout.write)
        vacuum()
        self.stdout.write(f"The demo is ready, after {monotonic() - started:.0f} seconds.")
