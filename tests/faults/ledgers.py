"""A district with a ledger, the next version of its file, and all that could tell whether anything was changed."""

import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection

from accounts.models import District
from balance.tenancy.models import OwnedModel
from balance.tenancy.scope import district_scope
from budgets.domain.imports.incoming import folder_of
from budgets.models import Import
from budgets.queries.proof import differences
from tests.budgets.domain.imports.feeds import ENTRIES, ENTRY_PROFILE, books_say, entry

YEAR = "2027"
FIRST = [
    entry(f"010-{4000 + n} {n}.50 2026-09-01", Order=f"PO {n}", Promised=f"-{n}", Vendor="Brightline") for n in range(9)
]
NEXT = [*FIRST[1:], entry("010-4001 12.00 2026-09-02"), entry("010-4999 7.00 2026-09-02", Promised="30", Order="PO 9")]
# Rows that move nothing: they only have to be read.
FILLER = [entry("010-4001 0 2026-09-03")] * 60_000


@dataclass
class Ledger:
    """One district and the folder of its files."""

    district: District
    folder: Path

    @classmethod
    def open(cls, slug: str, folder: Path) -> "Ledger":
        """With the first version of its file in it."""
        ledger = cls(District.objects.create(slug=slug, name=slug.title()), folder / slug)
        ledger.folder.mkdir()
        ledger.load(ledger.file("first.csv", FIRST))
        return ledger

    def file(self, name: str, rows: list[str]) -> Path:
        path = self.folder / name
        path.write_text("\n".join([ENTRIES, *rows]) + "\n")
        return path

    def profile(self, name: str = "entries") -> Path:
        path = self.folder / f"{name}.json"
        path.write_text(json.dumps({**ENTRY_PROFILE, "name": name}))
        return path

    def load(self, file: Path) -> dict[str, Any]:
        """The command, in this process."""
        answer = StringIO()
        command = ["import_ledger", "--district", self.district.slug, "--profile", str(self.profile())]
        call_command(*command, "--fiscal-year", YEAR, "--json", str(file), stdout=answer)
        return json.loads(answer.getvalue())

    def figures(self) -> tuple[dict[str, Any], list[Any], list[str]]:
        """What pages and reports can say of it, its history, and its kept files: the same for the same loads."""
        with district_scope(self.district):
            assert differences() == []
            history = Import.objects.order_by("number").values_list("number", "origin", "state", "files", "counts")
            return books_say(), list(history), self.kept()

    def everything(self) -> dict[str, list[str]]:
        """Every row of every table of the district, whole."""
        with district_scope(self.district), connection.cursor() as cursor:
            assert differences() == []
            return {table: _rows(cursor, table) for table in _tables()} | {"files": self.kept()}

    def kept(self) -> list[str]:
        """Names of the kept files; without those of loads that were killed."""
        folder = folder_of(self.district.pk)
        return sorted(path.name for path in folder.glob("*") if not path.name.startswith("incoming-"))


def _tables() -> list[str]:
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, OwnedModel))


def _rows(cursor: Any, table: str) -> list[str]:
    cursor.execute(f'select t::text from "{table}" t order by 1')
    return [text for (text,) in cursor.fetchall()]
