"""Reading files by a profile: blocks of text become staged rows, and everything that is wrong becomes a problem.

Nothing here knows the database. Rows stream through; what stays in memory are the distinct codes and vendors.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from balance.counting import count_of
from balance.sheets import Block, Sheet, SheetRefused
from budgets.domain.profiles.accounts import Accounts, Code
from budgets.domain.profiles.as_of import AsOf
from budgets.domain.profiles.cells import shown
from budgets.domain.profiles.checks import Check
from budgets.domain.profiles.columns import Framing, columns_used, reads_every_cell
from budgets.domain.profiles.drops import Drops
from budgets.domain.profiles.facts import Facts
from budgets.domain.profiles.fiscal_year import OneYear
from budgets.domain.profiles.found import Found
from budgets.domain.profiles.frame import Frame, Readers
from budgets.domain.profiles.header import Header, NoHeader, find_header
from budgets.domain.profiles.parts import Carry, make_part
from budgets.domain.profiles.posts import Posts
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.profile import Profile
from budgets.domain.profiles.sender import OneSender
from budgets.domain.profiles.totals import Totals

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


class Reading:
    """One load's files while they are read. The facts about them hold once `copy_text` has come to its end."""

    def __init__(
        self, profile: Profile, sheets: Sequence[tuple[str, Sheet]], *, year: int | None, start_month: int
    ) -> None:
        content = profile.content
        self.profile, self.sheets = profile, sheets
        self.problems = Problems()
        self.rows_read = 0
        self.without_amount = 0
        self.warnings: list[str] = []
        self.first_row = 0
        self._layout = content.get("file", {})
        self._year = OneYear(content, year)
        self._sender = OneSender(content.get("identity", []))
        self._accounts = Accounts(profile.account)
        self._drops = Drops(content.get("drop", []))
        self._parts = [make_part(name, json) for name, json in content.get("parts", {}).items()]
        self._facts = Facts(content, self._accounts, start_month)
        self._posts = Posts(content["posts"], self._accounts)
        self._checks = [Check(check, self._accounts) for check in content.get("checks", [])]
        self._totals = Totals(content, self._posts.amounts.values())
        self._as_of = AsOf(content.get("as_of"))
        self._readers = Readers()
        readers: list[Any] = [self._accounts, self._drops, self._facts, self._posts, *self._checks]
        self._columns = columns_used(content, readers)
        self._every = reads_every_cell(content)

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

    @property
    def year(self) -> int | None:
        """The fiscal year that the rows, or the profile, name; None where nothing says it."""
        return self._year.said

    @property
    def identity(self) -> dict[str, str]:
        """Values of the columns that name the sender."""
        return self._sender.found

    @property
    def as_of(self) -> date | None:
        """The day of a balance report, where its titles name it."""
        return self._as_of.day

    @property
    def shortened(self) -> bool:
        """Whether a description was cut."""
        return bool(self._facts.description and self._facts.description.shortened)

    def know(self, account_cells: Iterable[str], *, shortened: bool) -> bool:
        """Before the files are read: their other rows, which are not read again, have these cells for the account, and
        perhaps a description that was cut. False if such cells could not stand in one load."""
        if self._facts.description:
            self._facts.description.shortened = shortened
        return self._accounts.know(account_cells)

    def found(self) -> Found:
        """What is known after `copy_text`."""
        in_order = self._accounts.ways.names_differ
        return Found(
            problems=self.problems,
            warnings=self.warnings,
            rows_read=self.rows_read,
            dropped=dict(self.dropped),
            without_amount=self.without_amount,
            year=self.year,
            as_of=self.as_of,
            identity=self.identity,
            codes=self.codes,
            vendors=self.vendors,
            vendors_known=len(self.vendors),
            account_rows=None if in_order else self._accounts.rows,
            shortened=self.shortened,
            perhaps_totals=self._totals.compared,
            first_row=self.first_row,
            rows_are_lines=all(sheet.text is not None and sheet.text.rows_are_lines for _, sheet in self.sheets),
        )

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
            header, read = find_header(blocks, self._layout, self._columns)
        except NoHeader as none:
            self.problems.add(str(none), file=name, row=none.row)
            return
        self.first_row = header.first_row
        workbook = sheet.format == "xlsx"
        places = {column: header.place(column) for column in self._columns}
        absent = [column for column, place in places.items() if place is None]
        if absent:
            self.warnings.append(f"{name} has no column {', '.join(map(shown, absent))}")
        for each in (*self._parts, *self._checks, self._drops, self._totals):
            each.restart()
        self._look_at_titles(header, name, workbook=workbook)
        framing = Framing(
            file=number,
            name=name,
            header=header,
            places=places,
            layout=self._layout,
            workbook=workbook,
            every=self._every,
            readers=self._readers,
        )
        for block in chain(read, blocks):
            lines = self._block(framing, block)
            if lines and not self.problems:
                yield "".join(lines)
        self._drops.finish(name, self.problems)
        for check in self._checks:
            check.finish(name, self.problems)

    def _look_at_titles(self, header: Header, name: str, *, workbook: bool) -> None:
        self._as_of.look(header.titles, name, self.problems, workbook=workbook)
        self._year.look(header.titles, name, self.problems)
        for part in self._parts:
            if isinstance(part, Carry):
                part.look(header.titles)

    def _block(self, framing: Framing, block: Block) -> list[str]:
        self.rows_read += len(block.rows)
        frame = framing.frame(block, self._drops, self.problems)
        for part in self._parts:
            part.add_to(frame, self.problems)
        frame, stubs = self._drops.split(frame, self.problems)
        for rule, stub in stubs:
            kept = self._entries(framing, stub)
            if rule.proof is None:
                self._posts.refuse_amounts(kept, rule.name, self.problems)
        frame = self._entries(framing, frame)
        if not len(frame):
            return []
        self._totals.look(frame, self.problems)
        for check in self._checks:
            check.look(frame, self.problems)
        tails = self._facts.tails(frame, self._year.known, self.problems)
        lines, idle = self._posts.add_to(frame, tails, self.problems)
        self.without_amount += idle
        self._totals.count(self.problems)
        return lines

    def _entries(self, framing: Framing, frame: Frame) -> Frame:
        """The rows that are whole, of this year and this sender, with their accounts."""
        frame = framing.without_short(frame, self.problems)
        frame = self._year.rows_of(frame, self._drops, self.problems)
        for part in self._parts:
            part.refuse(frame, self.problems)
        self._sender.look(frame, self.problems)
        self._accounts.add_to(frame, self.problems)
        return frame

    def _finish(self) -> None:
        repeated = self._accounts.repeated
        if repeated:
            rows = count_of(repeated, "row repeats", "rows repeat")
            self.problems.add(
                f"{rows} an account code; if the file has sections, the code needs the section in it",
                column=self._accounts.label,
            )
        if not self.codes and not self.problems:
            self._say_empty()
        self.warnings += self._as_of.warnings
        self.warnings += self._accounts.ways.warnings()
        if self.shortened:
            self.warnings.append("descriptions longer than 255 characters were cut")
        self.problems.sort([name for name, _ in self.sheets])

    def _say_empty(self) -> None:
        """A file that should hold all entries of its time and holds none is no sign that they are gone."""
        reason = "there is no entry in these rows"
        if self.profile.load.mode == "append":
            self.warnings.append(reason)
        else:
            self.problems.add(reason)
