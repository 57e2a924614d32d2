"""Totals among the entries that no rule leaves out. Posted, they would count their rows twice.

A total says so, and has nothing of an entry: no date, no document, no order, no vendor (domain 3.3). A bill of
Total Wireless has.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from budgets.domain.profiles.cells import Memo, clean, shown
from budgets.domain.profiles.conditions import LOOKED_AT
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.problems import Problems

Json = Mapping[str, Any]
LABEL = re.compile(r"^\W*(?:(?:grand|sub|report|fund|section|account|page)[ -]?)?totals?\b|\b(?:sub)?totals?\W*$", re.I)


class Totals:
    """Refuses rows that look like a total, unless the profile says that its entries may."""

    def __init__(self, content: Json) -> None:
        self.allowed = content.get("totals") == "entries"
        self.labels = list(dict.fromkeys(_labels(content)))
        self.proofs = list(dict.fromkeys(_proofs(content)))
        self._memo = Memo(lambda cell: LABEL.search(clean(cell)[:LOOKED_AT]) is not None)

    def look(self, frame: Frame, problems: Problems) -> None:
        """Reports such rows."""
        for column in () if self.allowed else self.labels:
            cells = frame.columns[column]
            if "total" not in "|".join(cells).casefold():
                continue
            for position, says_so in enumerate(map(self._memo.__getitem__, cells)):
                if says_so and not any(clean(frame.columns[name][position]) for name in self.proofs):
                    reason = (
                        f"{shown(clean(cells[position]))} looks like a total; a rule of the profile must leave it out"
                    )
                    frame.report(position, reason, problems, column)


def _labels(content: Json) -> Iterator[str]:
    """The columns in which a total is called one."""
    account = content["account"]
    yield from (
        [account["column"]]
        if "column" in account
        else [spec["column"] for spec in account["segments"] if "column" in spec]
    )
    if "name" in account:
        yield account["name"]
    yield from _text_columns(content.get("description", []))


def _proofs(content: Json) -> Iterator[str]:
    """The columns that only an entry fills."""
    if "date" in content:
        yield content["date"]["column"]
    for name in ("document", "order"):
        yield from _text_columns(content.get(name, []))
    vendor = content.get("vendor", {})
    yield from (vendor[name] for name in ("number", "name") if name in vendor)


def _text_columns(json: Any) -> list[str]:
    if isinstance(json, str):
        return [json]
    return list(json["columns"] if isinstance(json, Mapping) else json)
