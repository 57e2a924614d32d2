"""What a row says beside its account and amounts: date, period, order, document, vendor and description."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from budgets.domain.profiles.cells import Bad, Memo
from budgets.domain.profiles.dates import ISO, date_reader
from budgets.domain.profiles.frame import NULL, Frame
from budgets.domain.profiles.periods import Periods
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.texts import Description, Number
from budgets.domain.profiles.vendors import Vendors
from budgets.domain.profiles.walk import Json


class Dates:
    """The date of each row, as COPY takes it."""

    def __init__(self, json: Json) -> None:
        self.column: str = json["column"]
        formats = [json["format"]] if isinstance(json["format"], str) else json["format"]
        missing = NULL if json.get("missing") == "allow" else Bad("is empty; it must be a date")
        self._text = Memo(_or(missing, date_reader(formats)))
        # A workbook keeps dates as dates, whatever they look like on its screen; they arrive in one form.
        self._workbook = Memo(_or(missing, date_reader([ISO, *formats])))

    def of(self, frame: Frame, problems: Problems) -> list[str]:
        memo = self._workbook if frame.workbook else self._text
        return frame.read(self.column, memo, problems, default=NULL)


def _or(missing: str | Bad, read: Callable[[str], str | Bad | None]) -> Callable[[str], str | Bad]:
    def meaning(cell: str) -> str | Bad:
        found = read(cell)
        return missing if found is None else found

    return meaning


class Facts:
    """The end of each staged row: everything behind its amount, as COPY takes it."""

    def __init__(self, content: Json, accounts: Any, start_month: int) -> None:
        self.dates = Dates(content["date"]) if "date" in content else None
        self.periods = Periods(content["period"], start_month) if "period" in content else None
        self.order = Number(content["order"]) if "order" in content else None
        self.document = Number(content["document"]) if "document" in content else None
        self.vendors = Vendors(content["vendor"], accounts) if "vendor" in content else None
        self.description = Description(content["description"]) if "description" in content else None

    def columns(self) -> Iterator[str]:
        """The columns that they are read from."""
        if self.dates:
            yield self.dates.column
        if self.periods and self.periods.column:
            yield self.periods.column
        for text in (self.order, self.document, self.description):
            yield from text.names if text else ()
        if self.vendors:
            yield from self.vendors.columns()

    def tails(self, frame: Frame, year: int | None, problems: Problems) -> list[str]:
        """Date, period, order, document, vendor and description of each row, parted by tabs."""
        nulls, blanks = [NULL] * len(frame), [""] * len(frame)
        dates = self.dates.of(frame, problems) if self.dates else nulls
        columns: list[Sequence[str]] = [
            dates,
            self.periods.of(frame, dates, year, problems) if self.periods else nulls,
            self.order.column(frame, problems) if self.order else blanks,
            self.document.column(frame, problems) if self.document else blanks,
            self.vendors.column(frame, problems) if self.vendors else nulls,
            self.description.column(frame, problems) if self.description else blanks,
        ]
        return list(map("\t".join, zip(*columns, strict=True)))
