"""Work over all districts, one after the other: the only way to leave a scope, and a listed few may import it.

tests/architecture names the importers. There is no query over several districts: each is entered in turn.
"""

import logging
from collections.abc import Iterator

from django.apps import apps

from balance.tenancy.scope import NestedDistrictScope, current_district_id, district_scope

logger = logging.getLogger(__name__)


def all_districts(*, reason: str) -> Iterator[int]:
    """Yields each district's id, inside its own scope and transaction. `reason` is logged."""
    if current_district_id() is not None:
        raise NestedDistrictScope("Inside a district; all_districts starts outside of any.")
    logger.info("all districts: %s", reason)
    for district_id in apps.get_model("accounts", "District").objects.order_by("pk").values_list("pk", flat=True):
        with district_scope(district_id):
            yield district_id
