"""Books for tests of the ledger."""

from collections.abc import Iterator

import pytest

from accounts.models import District
from balance.tenancy.scope import district_scope
from tests.budgets.ledger import Books


@pytest.fixture
def books(db: None) -> Iterator[Books]:
    """A district's empty books, inside its scope."""
    district = District.objects.create(slug="juniper", name="Juniper Unified")
    with district_scope(district):
        yield Books.open(district)
