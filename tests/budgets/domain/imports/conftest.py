"""A district whose books are open, and a way to load files into it."""

import pytest

from tests.budgets.domain.imports.feeds import Importer


@pytest.fixture
def importer(books, tmp_path):
    """Inside the district's scope."""
    return Importer(books.district, tmp_path)
