"""Account codes of a file: each code once, with what the file says of it. Two ways to write one code are a fault."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from budgets.choices import AccountType, Pay
from budgets.domain.profiles.cells import Bad, Memo, apart, clean, shown
from budgets.domain.profiles.codes import Chart
from budgets.domain.profiles.conditions import Condition
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.walk import Json
from budgets.domain.profiles.ways import Ways

LONGEST_RAW, LONGEST_NAME, LONGEST_POOL = 160, 160, 80
# More than any district has: beyond it, the code of the profile holds something that is no part of an account.
MOST = 250_000
# Ways to say something of an account: a column with another text on each row says nothing of accounts.
MOST_CELLS = 300_000


@dataclass(frozen=True, slots=True)
class Code:
    """An account line as the file names it: segments in the order of the chart, trimmed; `pool` its control group."""

    segments: tuple[str, ...]
    raw: str
    name: str
    account_type: AccountType
    pay: Pay
    pool: str

    @property
    def canonical(self) -> str:
        """Identity within the year (architecture.md, "Names")."""
        return "-".join(self.segments)


NOBODY = Code((), "", "", AccountType.EXPENDITURE, Pay.NONE, "")


class Accounts:
    """All codes of a load, in the order in which they came. `found[n]` is the code that a frame calls `n`."""

    def __init__(self, json: Json) -> None:
        self.json = json
        self.chart = Chart(json)
        self.names = [spec["name"] for spec in self.chart.specs]
        self.label = self.chart.label
        kind = json.get("type", [])
        self.type_column: str = kind["column"] if isinstance(kind, Mapping) else ""
        self.facts = [name for name in (json.get("name"), self.type_column, json.get("control_group")) if name]
        self.found: list[Code] = []
        self.repeated = 0
        # How many rows have the same cells for the code and what is said of it; None where too many differ.
        self.rows: Counter[str] | None = Counter()
        self.ways = Ways(self.label)
        self._width = len(list(self.columns()))
        self._numbers: dict[str, int] = {}
        self._memo = Memo(self._number)
        self._words = {word.casefold(): each for word, each in kind["values"].items()} if self.type_column else {}
        self._types = [] if self.type_column else [(Condition(rule["when"]), rule["type"]) for rule in kind]
        self._pay = [(Condition(rule["when"]), rule["pay"]) for rule in json.get("pay", [])]
        self._seen: dict[int, tuple[int, int, str]] = {}

    def columns(self) -> Iterator[str]:
        """The columns of the code and of what is said about it."""
        yield from self.chart.columns
        yield from self.facts

    def add_to(self, frame: Frame, problems: Problems) -> None:
        """Gives each row of the frame the number of its code."""
        cells = frame.together(list(self.columns()))
        self._count(cells)
        frame.codes = frame.meanings(cells, self._memo, problems, column=self.label, default=-1)
        if -1 in frame.codes:
            frame.codes = [self._nobody() if number < 0 else number for number in frame.codes]
        if self.json.get("once"):
            self._find_repeats(frame, problems)

    def know(self, cells: Iterable[str]) -> bool:
        """Takes these cells, as `rows` has them, for those of rows before the first. False if one cannot be read."""
        return not any(isinstance(self._memo[each], Bad) for each in cells)

    def _count(self, cells: Sequence[str]) -> None:
        if self.rows is not None:
            self.rows.update(cells)
            if len(self.rows) > MOST_CELLS:
                self.rows = None

    def segment(self, frame: Frame, name: str) -> list[str]:
        """One segment of each row's code."""
        place, found = self.names.index(name), self.found
        return [found[number].segments[place] for number in frame.codes]

    def types(self, frame: Frame) -> list[AccountType]:
        """The account type of each row's code."""
        return [self.found[number].account_type for number in frame.codes]

    def _nobody(self) -> int:
        """Stands in for a code that cannot be read: the load is refused, and its other faults are still to be found."""
        if "" not in self._numbers:
            self._numbers[""] = len(self.found)
            self.found.append(replace(NOBODY, segments=("",) * len(self.names)))
        return self._numbers[""]

    def _number(self, key: str) -> int | Bad:
        cells = apart(key, self._width)
        if isinstance(cells, Bad):
            return cells
        count = len(self.chart.columns)
        texts = list(map(clean, cells))
        pieces = self.chart.pieces(texts[:count], cells[0])
        if isinstance(pieces, Bad):
            return pieces
        segments = self.chart.segments(pieces)
        if isinstance(segments, Bad):
            return segments
        fault = self.ways.fault(segments, self.chart.written_of(segments), pieces, texts[:count])
        if fault is not None:
            return fault
        code = self._code(segments, texts)
        return code if isinstance(code, Bad) else self._known(code)

    def _code(self, segments: tuple[str, ...], cells: list[str]) -> Code | Bad:
        count = len(self.chart.columns)
        facts = dict(zip(self.facts, cells[count:], strict=True))
        by_name = dict(zip(self.names, segments, strict=True))
        kind = self._type(facts, by_name)
        if isinstance(kind, Bad):
            return kind
        pool = facts.get(self.json.get("control_group", ""), "")
        if len(pool) > LONGEST_POOL:
            return Bad(f"{shown(pool)} is longer than {LONGEST_POOL} characters", self.json["control_group"])
        pay = next((pay for rule, pay in self._pay if rule.fits_segments(by_name)), "")
        name = facts.get(self.json.get("name", ""), "")
        raw = "-".join(cells[:count])[:LONGEST_RAW]
        return Code(segments, raw, name[:LONGEST_NAME], kind, Pay(pay), pool)

    def _type(self, facts: Mapping[str, str], segments: Mapping[str, str]) -> AccountType | Bad:
        if self.type_column:
            word = facts[self.type_column]
            if word.casefold() not in self._words:
                return Bad(f"{shown(word)} is no account type that the profile knows", self.type_column)
            return AccountType(self._words[word.casefold()])
        fits = (kind for rule, kind in self._types if rule.fits_segments(segments))
        return AccountType(next(fits, AccountType.EXPENDITURE))

    def _known(self, code: Code) -> int | Bad:
        """The number of the code; what another row said of it must be the same."""
        number = self._numbers.setdefault(code.canonical, len(self.found))
        if number == len(self.found):
            if number >= MOST:
                return Bad(f"{code.canonical} is one of more than {MOST:,} accounts; is something else in the code?")
            self.found.append(code)
            return number
        was = self.found[number]
        if was.segments != code.segments:
            both = f"{' | '.join(was.segments)} and {' | '.join(code.segments)}"
            return Bad(f"two accounts would be called {code.canonical}: {both}")
        for what, before, now in (
            ("account type", was.account_type.label, code.account_type.label),
            ("control group", was.pool or "none", code.pool or "none"),
        ):
            if before != now:
                return Bad(f"account {code.canonical} has the {what} {before} in an earlier row, here {now}")
        self.ways.named(code.canonical, was.name, code.name)
        if code.name and not was.name:
            self.found[number] = replace(was, name=code.name)
        return number

    def _find_repeats(self, frame: Frame, problems: Problems) -> None:
        for position, number in enumerate(frame.codes):
            if number == self._numbers.get(""):
                continue
            here = (frame.file, frame.rows[position], frame.name)
            file, row, name = first = self._seen.setdefault(number, here)
            if first != here:
                self.repeated += 1
                where = f"in row {row}" if file == frame.file else f"in row {row} of {name}"
                reason = f"account {self.found[number].canonical} stands {where} already"
                frame.report(position, reason, problems, self.label)
