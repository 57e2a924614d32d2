"""`load_structure`: units, rules, years and whatever else a district is made of, from one file."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.management.district_command import DistrictCommand
from accounts.models import District
from budgets.domain.structure import Loaded, StructureRefused, load_structure, read_document
from budgets.domain.structure.document import LARGEST


class Command(DistrictCommand):
    help = "Brings a district to what a structure file says: all of it, or nothing and every error."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="FILE.json", help="docs/structure.md describes it")
        parser.add_argument("--dry-run", action="store_true", help="do it all, say what was done, and undo it")
        parser.add_argument("--json", action="store_true", help="machine-readable")

    def handle_district(self, district: District, **options: Any) -> None:
        data = _bytes(options["file"])
        try:
            loaded = load_structure(
                by=None, content=read_document(data), file_name=options["file"].name, dry_run=options["dry_run"]
            )
        except StructureRefused as refused:
            if options["json"]:
                errors = [{"path": each.path, "reason": each.reason} for each in refused.problems]
                self.stdout.write(json.dumps({"district": district.slug, "ok": False, "errors": errors}))
            count = len(refused.problems)
            raise CommandError(
                f"{refused}\n{options['file'].name} has {count} error{'s' * (count > 1)}; nothing was changed."
            ) from refused
        if options["json"]:
            self.stdout.write(json.dumps(as_json(loaded, district, dry_run=options["dry_run"])))
        else:
            self.stdout.write("\n".join(_sentences(loaded, district, dry_run=options["dry_run"])))


def as_json(loaded: Loaded, district: District, *, dry_run: bool) -> dict[str, Any]:
    """What was done, as counts."""
    return {
        "district": district.slug,
        "ok": True,
        "dry_run": dry_run,
        "changed": loaded.changed,
        "kinds": {name: outcome.counts() for name, outcome in loaded.outcomes.items()},
        "years": {
            str(number): {
                "lines": year.lines,
                "changed": year.changed,
                "unmapped": year.unmapped,
                "ambiguous": year.ambiguous,
            }
            for number, year in loaded.years.items()
        },
        "warnings": [{"path": each.path, "reason": each.reason} for each in loaded.warnings],
    }


def _sentences(loaded: Loaded, district: District, *, dry_run: bool) -> Iterator[str]:
    yield f"{district.name}: {'changed' if loaded.changed else 'nothing changed'}{', then undone' * dry_run}."
    for name, outcome in loaded.outcomes.items():
        counts = [f"{count} {what}" for what, count in outcome.counts().items() if count]
        if counts:
            yield f"{name}: {', '.join(counts)}"
    for number, year in loaded.years.items():
        yield f"fiscal year {number}: {year.lines} lines, {year.changed} of them placed anew"
        for dimension, unmapped in year.unmapped.items() if year.lines else ():
            choice = year.ambiguous[dimension]
            yield (
                f"  {dimension}: {year.lines - unmapped} lines by a rule, {unmapped} without one,"
                f" {choice} where a later rule would differ"
            )
    for warning in loaded.warnings:
        yield f"warning: {warning}"


def _bytes(path: Path) -> bytes:
    """The file, no more of it than is ever read. Raises CommandError."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
