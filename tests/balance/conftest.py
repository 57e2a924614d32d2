"""The database with the policies of row-level security lifted, so that a test of the ORM's own wall can fail."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connections

from balance.tenancy.models import OwnedModel
from tests.cast import Cast, build


@pytest.fixture
def bare_cast(db: None) -> Iterator[Cast]:
    """The cast in a transaction of the owner's, in which nothing but the ORM keeps the districts apart."""
    app_role = connections["default"]
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("set local lock_timeout = '10s'")
        for model in apps.get_models():
            if issubclass(model, OwnedModel):
                cursor.execute(f'alter table "{model._meta.db_table}" no force row level security')
    connections["default"] = owner
    yield build()
    connections["default"] = app_role
