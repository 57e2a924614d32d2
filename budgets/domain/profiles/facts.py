"""What a row says beside its account and amounts: date, period, order, document, vendor and description."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from budgets.domain.profiles.cells import Bad, Memo, all_tidy, calendar_month, clean, shown, whole
from budgets.domain.profiles.conditions import Condition, columns_of
from budgets.domain.profiles.dates import date_reader
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.problems import Problems

Json = Mapping[str, Any]
NULL = "\\N"
LAST_PERIOD = 14
LONGEST = {"order": 60, "document": 60, "description": 255, "vendor number": 40, "vendor name": 160}
WITHHELD = "Name withheld"


def escaped(text: str) -> str:
    """Clean text as COPY takes it: it holds no tab and no line break, so only the backslash is special."""
    return text.replace("\\", "\\\\")


def text_columns(json: str | Sequence[str] | Json) -> list[str]:
    """The columns of a text: one, several, or several with masks."""
    if isinstance(json, str):
        return [json]
    return list(json["columns"] if isinstance(json, Mapping) else json)


class Text:
    """One text out of one or several columns, joined by a blank; masked and cut where the profile says so."""

    def __init__(self, name: str, json: str | Sequence[str] | Json, *, cut: bool) -> None:
        self.name, self.cut, self.length = name, cut, LONGEST[name]
        self.names = text_columns(json)
        masks = json.get("mask", []) if isinstance(json, Mapping) else []
        self.masks = [(re.compile(mask["matches"]), mask.get("with", "•••")) for mask in masks]
        self.memo = Memo(self._meaning)
        self.shortened = 0

    def column(self, frame: Frame, problems: Problems) -> list[str]:
        if len(self.names) == 1:
            cells = frame.columns[self.names[0]]
            if not self.masks and all_tidy(cells, self.length):
                return list(cells)
            return frame.read(self.names[0], self.memo, problems, default="")
        frame.columns["\0text"] = list(map(" ".join, zip(*(frame.columns[name] for name in self.names), strict=True)))
        return frame.read("\0text", self.memo, problems, default="")

    def _meaning(self, cell: str) -> str | Bad:
        text = clean(cell)
        for pattern, instead in self.masks:
            text = pattern.sub(instead, text)
        if len(text) > self.length:
            if not self.cut:
                return Bad(f"{shown(text)} is longer than {self.length} characters", ", ".join(self.names))
            self.shortened += 1
            text = text[: self.length - 1] + "…"
        return escaped(text)


class Vendors:
    """Who was paid: number and name, each pair once. What a row is about decides whether the name is kept."""

    def __init__(self, json: Json) -> None:
        self.names = [json[name] for name in ("number", "name") if name in json]
        self.has_number = "number" in json
        self.hide = Condition(json["hide"]) if "hide" in json else None
        self.found: list[tuple[str, str]] = []
        self.numbers: dict[tuple[str, str], str] = {}
        self.memo = Memo(self._number)

    def columns(self) -> Iterator[str]:
        yield from self.names
        if self.hide is not None:
            yield from columns_of(self.hide.json)

    def column(self, frame: Frame, problems: Problems) -> list[str]:
        frame.columns["\0vendor"] = list(zip(*(frame.columns[name] for name in self.names), strict=True))
        vendors = frame.read("\0vendor", self.memo, problems, default=NULL)
        if self.hide is None:
            return vendors
        hidden = self._place(("", WITHHELD))
        flags = self.hide.flags(frame)
        return [hidden if hide and vendor != NULL else vendor for hide, vendor in zip(flags, vendors, strict=True)]

    def _number(self, cells: tuple[str, ...]) -> str | Bad:
        texts = list(map(clean, cells))
        number, name = (texts[0], texts[-1]) if self.has_number else ("", texts[0])
        if not number and not name:
            return NULL
        if len(number) > LONGEST["vendor number"]:
            return Bad(f"{shown(number)} is longer than {LONGEST['vendor number']} characters", self.names[0])
        # A number without a name is all that the file knows.
        return self._place((number, (name or number)[: LONGEST["vendor name"]]))

    def _place(self, vendor: tuple[str, str]) -> str:
        if vendor not in self.numbers:
            self.numbers[vendor] = str(len(self.found))
            self.found.append(vendor)
        return self.numbers[vendor]


class Facts:
    """The end of each staged row: everything behind its amount, as COPY takes it."""

    def __init__(self, content: Json, start_month: int) -> None:
        self.start_month = start_month
        self.date = content.get("date")
        self.period = content.get("period")
        self.order = Text("order", content["order"], cut=False) if "order" in content else None
        self.document = Text("document", content["document"], cut=False) if "document" in content else None
        self.description = Text("description", content["description"], cut=True) if "description" in content else None
        self.vendors = Vendors(content["vendor"]) if "vendor" in content else None
        self._dates = Memo(self._date_meaning()) if self.date else None
        self._periods = Memo(self._period_meaning())

    def columns(self) -> Iterator[str]:
        for json in (self.date, self.period):
            if json and "column" in json:
                yield json["column"]
        for text in (self.order, self.document, self.description):
            yield from text.names if text else ()
        if self.vendors:
            yield from self.vendors.columns()

    def tails(self, frame: Frame, problems: Problems) -> list[str]:
        nulls, blanks = [NULL] * len(frame), [""] * len(frame)
        dates = frame.read(self.date["column"], self._dates, problems, default=NULL) if self._dates is not None else nulls
        columns = [
            dates,
            self._period_column(frame, dates, problems),
            *(text.column(frame, problems) if text else blanks for text in (self.order, self.document)),
            self.vendors.column(frame, problems) if self.vendors else nulls,
            self.description.column(frame, problems) if self.description else blanks,
        ]
        return list(map("\t".join, zip(*columns, strict=True)))

    def _date_meaning(self) -> Callable[[str], str | Bad]:
        formats = self.date["format"]
        read = date_reader([formats] if isinstance(formats, str) else formats)
        missing = NULL if self.date.get("missing") == "allow" else Bad("is empty; it must be a date")

        def meaning(cell: str) -> str | Bad:
            found = read(cell)
            return missing if found is None else found

        return meaning

    def _period_column(self, frame: Frame, dates: list[str], problems: Problems) -> list[str]:
        if not self.period:
            return [NULL] * len(frame)
        if self.period.get("from") == "date":
            return list(map(self._periods.__getitem__, dates))
        return frame.read(self.period["column"], self._periods, problems, default=NULL)

    def _period_meaning(self) -> Callable[[str], str | Bad]:
        """Period 1 is the first month of the fiscal year (domain 2.8); an empty one is none."""
        if self.period and self.period.get("from") == "date":
            return lambda day: NULL if day == NULL else self._of_month(int(day[5:7]))
        by_month = bool(self.period) and self.period.get("format") == "calendar_month"
        read = calendar_month if by_month else whole(0, LAST_PERIOD)

        def meaning(cell: str) -> str | Bad:
            found = read(cell)
            if found is None:
                return NULL
            if isinstance(found, Bad):
                return found
            return self._of_month(found) if by_month else str(found)

        return meaning

    def _of_month(self, month: int) -> str:
        return str((month - self.start_month) % 12 + 1)
