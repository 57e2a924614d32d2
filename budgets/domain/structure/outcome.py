"""What a load did to one kind of thing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from accounts.domain.changes import Changes, apply


@dataclass(slots=True)
class Outcome:
    """Codes that were created, changed (before and after by field) and removed; the rest were as the file says."""

    created: list[str] = field(default_factory=list)
    changed: dict[str, Changes] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0

    def __bool__(self) -> bool:
        """Whether anything was written."""
        return bool(self.created or self.changed or self.removed)

    def counts(self) -> dict[str, int]:
        return {
            "created": len(self.created),
            "changed": len(self.changed),
            "removed": len(self.removed),
            "unchanged": self.unchanged,
        }

    def facts(self) -> dict[str, Any]:
        """For the audit trail: what is not empty."""
        found = {"created": self.created, "changed": self.changed, "removed": self.removed}
        return {name: value for name, value in found.items() if value}


def put(rows: Iterable[tuple[str, Model, Mapping[str, Any]]], model: type[Model]) -> Outcome:
    """Brings rows to the given values: creates those without an id, saves those that differ. By label."""
    outcome = Outcome()
    new: list[Model] = []
    for label, row, values in rows:
        changes = apply(row, values)
        if row._state.adding:
            outcome.created.append(label)
            new.append(row)
        elif changes:
            outcome.changed[label] = changes
            row.save(update_fields=list(changes))
        else:
            outcome.unchanged += 1
    model._default_manager.bulk_create(new, batch_size=1000)
    return outcome
