"""Where somebody is shown around."""

from datetime import date

from django.db.models.functions import Lower

from accounts.models import Membership
from budgets.models import Unit
from budgets.queries.access import units_visible_to

SEVERAL = 2


def units_to_show(membership: Membership, today: date) -> list[Unit]:
    """The first units that the member may open, schools first: two where there are several, for then their list comes
    before any of them. One statement."""
    return list(units_visible_to(membership, today).order_by("-kind", Lower("name"), "pk")[:SEVERAL])
