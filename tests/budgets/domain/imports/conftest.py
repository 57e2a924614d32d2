"""A district whose books are open, and a way to load files into it."""

import pytest

from tests.budgets.domain.imports.feeds import ENTRIES, Importer, profile
from tests.budgets.domain.imports.two_ways import both_ways


@pytest.fixture
def importer(books, tmp_path):
    """Inside the district's scope."""
    return Importer(books.district, tmp_path)


@pytest.fixture
def load(importer, settings, tmp_path):
    """Loads rows, and proves that reading them whole comes to the same. Returns the outcome."""
    settings.IMPORT_FILES = str(tmp_path / "kept")

    def both(*rows, by=None, header=ENTRIES, **options):
        return both_ways(importer, importer.file(*rows, header=header), by or profile(), **options)

    return both
