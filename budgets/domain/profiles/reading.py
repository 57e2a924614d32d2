"""Reading files by a profile: blocks of text become staged rows, and everything that is wrong becomes a problem.

Nothing here knows the database. Rows stream through; what stays in memory are the distinct codes and vendors.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from balance.sheets import Block, Sheet, SheetRefused
from budgets.domain.profiles.accounts import Accounts, Code
from budgets.domain.profiles.cells import Bad, Memo, clean, fiscal_year
from budgets.domain.profiles.checks import Check
from budgets.domain.profiles.dates import date_reader
from budgets.domain.profiles.drops import Drops, without_blanks_and_headers
from budgets.domain.profiles.facts import Facts
from budgets.domain.profiles.frame import Frame, Readers
from budgets.domain.profiles.header import Header, NoHeader, find_header, same
from budgets.domain.profiles.parts import Carry, Count, make_part, part_columns
from budgets.domain.profiles.posts import Posts
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.profile import Profile

STAGED = (
    "file",
    "row",
    "code",
    "measure",
    "kind",
    "amount",
    "posted_on",
    "period",
    "order_number",
    "document",
    "vendor",
    "description",
)
OTHER_YEARS = "other fiscal years"


class Reading:
    """One load's files while they are read. The facts about them hold once `copy_text` has come to its end."""

    def __init__(
        self, profile: Profile, sheets: Sequence[tuple[str, Sheet]], *, year: int | None, start_month: int
    ) -> None:
        content = profile.content
        self.profile, self.sheets, self.wanted_year = profile, sheets, year
        self.problems = Problems()
        self.rows_read = 0
        self.without_amount = 0
        self.warnings: list[str] = []
        self.year: int | None = content.get("fiscal_year", {}).get("fixed")
        self.identity: dict[str, str] = {}
        self.as_of: date | None = None
        self._accounts = Accounts(profile.account)
        self._drops = Drops(content.get("drop", []))
        self._parts = [make_part(name, json) for name, json in content.get("parts", {}).items()]
        self._facts = Facts(content, start_month)
        self._posts = Posts(content["posts"], self._accounts)
        self._checks = [Check(check, self._accounts) for check in content.get("checks", [])]
        self._readers = Readers()
        self._years = Memo(fiscal_year)
        self._columns = _columns(content, self._accounts, self._drops, self._facts, self._posts, self._checks)
        self._optional = {same(name) for name in content.get("file", {}).get("optional_columns", [])}

    @property
    def codes(self) -> list[Code]:
        """The account codes; a staged row names one by its place."""
        return self._accounts.found

    @property
    def vendors(self) -> list[tuple[str, str]]:
        """(number, name); a staged row names one by its place."""
        return self._facts.vendors.found if self._facts.vendors else []

    @property
    def dropped(self) -> dict[str, int]:
        """Rows left out, by rule."""
        return self._drops.counts

    def copy_text(self) -> Iterator[str]:
        """Staged rows as COPY takes them, for the columns STAGED. After the first fault only faults are looked for."""
        for number, (name, sheet) in enumerate(self.sheets):
            try:
                yield from self._file(number, name, sheet)
            except SheetRefused as refused:
                column = f"column {refused.column}" if refused.column else ""
                self.problems.add(str(refused), file=name, row=refused.row, column=column)
        self._finish()

    def _file(self, number: int, name: str, sheet: Sheet) -> Iterator[str]:
        blocks = sheet.blocks()
        try:
            wanted = [column for column in self._columns if same(column) not in self._optional]
            header, read = find_header(blocks, self.profile.content.get("file", {}), wanted)
        except NoHeader as none:
            self.problems.add(str(none), file=name, row=none.row)
            return
        self._read_titles(header, name)
        for part in self._parts:
            if isinstance(part, Count | Carry):
                part.restart()
        for block in chain(read, blocks):
            lines = self._block(number, name, header, block)
            if lines and not self.problems:
                yield "".join(lines)
        self._drops.finish(name, self.problems)
        for check in self._checks:
            check.finish(name, self.problems)

    def _block(self, number: int, name: str, header: Header, block: Block) -> list[str]:
        self.rows_read += len(block.rows)
        frame = self._frame(number, name, header, block)
        for part in self._parts:
            part.add_to(frame, self.problems)
        frame, stubs = self._drops.split(frame, self.problems)
        frame = self._refuse_ragged(frame, header)
        for stub in stubs:
            self._accounts.add_to(stub, self.problems)
        frame = self._of_the_year(frame)
        if not len(frame):
            return []
        self._look_at_identity(frame)
        self._accounts.add_to(frame, self.problems)
        for check in self._checks:
            check.look(frame, self.problems)
        lines, idle = self._posts.add_to(frame, self._facts.tails(frame, self.problems), self.problems)
        self.without_amount += idle
        return lines

    def _frame(self, number: int, name: str, header: Header, block: Block) -> Frame:
        numbers = list(range(block.first_row, block.first_row + len(block.rows)))
        probe = header.places.get(same(self._columns[0]), 0)
        numbers, rows = without_blanks_and_headers(numbers, block.rows, header.lines, probe, self._drops)
        ragged: list[int] = []
        if set(map(len, rows)) - {header.width}:
            rows, ragged = _padded(rows, header.width)
        cells = list(zip(*rows, strict=True)) if rows else [()] * header.width
        nothing = ("",) * len(rows)
        if self.profile.looks_at_every_cell:
            columns: dict[str, Sequence[Any]] = {f"\0{place}": column for place, column in enumerate(cells)}
        else:
            columns = {}
        for column in self._columns:
            place = header.places.get(same(column))
            columns[column] = nothing if place is None else cells[place]
        columns["\0ragged"] = ragged or (0,) * len(rows)
        return Frame(number, name, numbers, columns, self._readers)

    def _refuse_ragged(self, frame: Frame, header: Header) -> Frame:
        """A row with more or fewer cells than the header may be shifted by a comma without quotes: never posted."""
        fills = self.profile.content.get("file", {}).get("short_rows") == "fill"
        wrong = [bool(count) and not (fills and count < header.width) for count in frame.columns["\0ragged"]]
        if True not in wrong:
            return frame
        for row, count, is_wrong in zip(frame.rows, frame.columns["\0ragged"], wrong, strict=True):
            if is_wrong:
                reason = (
                    f"has {count} cells, the header has {header.width}; a cell may hold the delimiter without quotes"
                )
                self.problems.add(reason, file=frame.name, row=row)
        return frame.keep([not flag for flag in wrong])

    def _of_the_year(self, frame: Frame) -> Frame:
        """All rows are of one fiscal year, the one asked for; others are refused unless the profile drops them."""
        json = self.profile.content.get("fiscal_year", {})
        if "column" not in json or not len(frame):
            return frame
        years = frame.read(json["column"], self._years, self.problems)
        if json.get("names") == "start":
            years = [year and year + 1 for year in years]
        self.year = self.year or self.wanted_year or next(filter(None, years), None)
        others = [year is not None and year != self.year for year in years]
        if True not in others:
            return frame
        if json.get("other_years") == "drop":
            self._drops.count(OTHER_YEARS, others.count(True))
        else:
            for row, year, is_other in zip(frame.rows, years, others, strict=True):
                if is_other:
                    reason = f"is of fiscal year {year}, this load of {self.year}"
                    self.problems.add(reason, file=frame.name, row=row, column=json["column"])
        return frame.keep([not other for other in others])

    def _look_at_identity(self, frame: Frame) -> None:
        for column in self.profile.content.get("identity", []):
            for value in set(frame.columns[column]):
                text = clean(value)
                first = self.identity.setdefault(column, text)
                if text != first:
                    row = frame.rows[list(frame.columns[column]).index(value)]
                    self.problems.add(f"says {text}, earlier rows {first}", file=frame.name, row=row, column=column)

    def _read_titles(self, header: Header, name: str) -> None:
        json = self.profile.content.get("as_of")
        if not json or not (found := self.profile.as_of_pattern.search(header.titles)):
            return
        day = date_reader([json["format"]])(found[1] if found.re.groups else found[0])
        if isinstance(day, Bad):
            self.problems.add(day.reason, file=name, column="as of")
        elif day:
            self.as_of = date.fromisoformat(day)

    def _finish(self) -> None:
        repeated, blanks = self._accounts.repeated, self._accounts.blanks
        if repeated:
            self.problems.add(
                f"{repeated} rows repeat an account code; if the file has sections, the code needs the section in it",
                column=self._accounts.label,
            )
        if blanks:
            self.warnings.append(f"{len(blanks)} account codes with blanks inside, read without: {blanks[0]} …")
        if self._facts.description and self._facts.description.shortened:
            self.warnings.append("descriptions longer than 255 characters were cut")


def _columns(content: Any, *readers: Any) -> list[str]:
    """Every column of the file that the profile uses, the account code's first; parts are no columns of the file."""
    names: dict[str, None] = {}
    for reader in readers:
        for each in reader if isinstance(reader, list) else [reader]:
            names |= dict.fromkeys(each.columns())
    parts = content.get("parts", {})
    for json in parts.values():
        names |= dict.fromkeys(part_columns(json))
    names |= dict.fromkeys(content.get("identity", []))
    if "column" in content.get("fiscal_year", {}):
        names[content["fiscal_year"]["column"]] = None
    return [name for name in names if name and name not in parts]


def _padded(rows: list[list[str]], width: int) -> tuple[list[list[str]], list[int]]:
    """Rows of one width, and how many cells those had that were longer or shorter; 0 for the others."""
    counts = [0 if len(row) == width else max(len(row), 1) for row in rows]
    return [[*row[:width], *[""] * (width - len(row))] for row in rows], counts
