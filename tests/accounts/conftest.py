"""Two districts with look-alike units, and a look at the audit trail."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import AuditEvent, District
from balance.tenancy.scope import district_scope
from budgets.models import Unit


@pytest.fixture
def juniper(db: None) -> District:
    return _district("juniper-bay", "Juniper Bay")


@pytest.fixture
def cedar(db: None) -> District:
    return _district("cedar-falls", "Cedar Falls")


def _district(slug: str, name: str) -> District:
    district = District.objects.create(slug=slug, name=name)
    with district_scope(district):
        for kind, code in (("site", "214"), ("site", "215"), ("department", "214")):
            Unit.objects.create(kind=kind, code=code, name=f"{name} {kind} {code}")
    return district


@pytest.fixture
def acts() -> Callable[[District], list[Any]]:
    """What the audit trail of a district holds, oldest first: act, subject, facts."""

    def read(district: District) -> list[Any]:
        with district_scope(district):
            return list(AuditEvent.objects.order_by("pk").values_list("act", "subject", "facts"))

    return read
