"""What a write changes: found before it is written, so that the same write twice leaves no trace."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

Changes = dict[str, list[Any]]


def apply(row: Model, values: Mapping[str, Any]) -> Changes:
    """Sets the attributes that differ and returns before and after by name; saving is the caller's."""
    found = {name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value}
    for name, (_, value) in found.items():
        setattr(row, name, value)
    return found
