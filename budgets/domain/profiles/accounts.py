"""Account codes of a file: one column or several, cut into segments, each code once with what the file says of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from budgets.choices import AccountType, Pay
from budgets.domain.profiles.cells import DATE_LIKE, SCIENTIFIC, Bad, Memo, clean, shown
from budgets.domain.profiles.conditions import Condition
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.problems import Problems

Json = Mapping[str, Any]


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
        self.segments: Sequence[Json] = json["segments"]
        self.places = {segment["name"]: place for place, segment in enumerate(self.segments)}
        self.column: str = json.get("column", "")
        self.code_columns = [self.column] if self.column else [segment["column"] for segment in self.segments]
        self.facts = [name for name in (json.get("name"), self._type_column(), json.get("control_group")) if name]
        self.label = self.column or ", ".join(self.code_columns)
        self.found: list[Code] = []
        self.numbers: dict[str, int] = {}
        self.blanks: list[str] = []
        self._memo = Memo(self._number)
        types = json.get("type", [])
        self._types = [] if isinstance(types, dict) else [(Condition(rule["when"]), rule["type"]) for rule in types]
        self._words = {word.casefold(): kind for word, kind in self._values().items()}
        self._pay = [(Condition(rule["when"]), rule["pay"]) for rule in json.get("pay", [])]
        self._seen: dict[int, tuple[str, int]] = {}
        self._written: dict[str, str] = {}
        self.repeated = 0

    def columns(self) -> Iterator[str]:
        """The columns of the code and of what is said about it."""
        yield from self.code_columns
        yield from self.facts

    def add_to(self, frame: Frame, problems: Problems) -> None:
        """Gives each row of the frame the number of its code."""
        key = "\0account"
        frame.columns[key] = list(zip(*(frame.columns[name] for name in self.columns()), strict=True))
        frame.codes = frame.read(key, self._memo, problems, default=-1)
        del frame.columns[key]
        if -1 in frame.codes:
            frame.codes = [self._nobody() if number < 0 else number for number in frame.codes]
        if self.json.get("once"):
            self._find_repeats(frame, problems)

    def segment(self, frame: Frame, name: str) -> list[str]:
        """One segment of each row's code."""
        place, found = self.places[name], self.found
        return [found[number].segments[place] for number in frame.codes]

    def types(self, frame: Frame) -> list[AccountType]:
        """The account type of each row's code."""
        return [self.found[number].account_type for number in frame.codes]

    def _nobody(self) -> int:
        """Stands in for a code that cannot be read: the load is refused, and its other faults are still to be found."""
        if "" not in self.numbers:
            self.numbers[""] = len(self.found)
            self.found.append(replace(NOBODY, segments=("",) * len(self.segments)))
        return self.numbers[""]

    def _number(self, cells: tuple[str, ...]) -> int | Bad:
        code = self._code(cells)
        if isinstance(code, Bad):
            return code
        known = self.numbers.get(code.canonical)
        if known is None:
            self._written[code.canonical] = self._form(cells)
            self.numbers[code.canonical] = len(self.found)
            self.found.append(code)
            return len(self.found) - 1
        was = self.found[known]
        form, first = self._form(cells), self._written[code.canonical]
        if form != first:
            return Bad(f"account {code.canonical} is written in two ways, {shown(first)} and {shown(form)}", self.label)
        for what, before, now in (
            ("account type", was.account_type.label, code.account_type.label),
            ("control group", was.pool or "none", code.pool or "none"),
        ):
            if before != now:
                return Bad(
                    f"account {code.canonical} has the {what} {before} in an earlier row, here {now}", self.label
                )
        if code.name and not was.name:
            self.found[known] = replace(was, name=code.name)
        return known

    def _form(self, cells: tuple[str, ...]) -> str:
        """How the code is written: two ways of one code may be two accounts, and are never put together."""
        return "|".join(map(clean, cells[: len(self.code_columns)]))

    def _code(self, cells: tuple[str, ...]) -> Code | Bad:
        count = len(self.code_columns)
        facts = dict(zip(self.facts, map(clean, cells[count:]), strict=True))
        raw = [clean(cell) for cell in cells[:count]]
        if not any(raw):
            return Bad("is empty; the row has no account code", self.label)
        pieces = self._pieces(raw[0]) if self.column else raw
        if isinstance(pieces, Bad):
            return pieces
        segments = [self._segment(spec, piece) for spec, piece in zip(self.segments, pieces, strict=True)]
        for segment in segments:
            if isinstance(segment, Bad):
                return segment
        texts = tuple(str(segment) for segment in segments)
        if any(piece != piece.strip() for piece in pieces):
            self.blanks.append(raw[0])
        kind = self._type(facts, texts)
        if isinstance(kind, Bad):
            return kind
        by_name = dict(zip(self.places, texts, strict=True))
        pay = next((rule_pay for rule, rule_pay in self._pay if rule.fits_segments(by_name)), "")
        name, pool = facts.get(self.json.get("name", ""), ""), facts.get(self.json.get("control_group", ""), "")
        return Code(texts, "-".join(raw), name, kind, Pay(pay), pool)

    def _pieces(self, text: str) -> list[str] | Bad:
        if SCIENTIFIC(text) or (self.json.get("separator") not in ("-", "/") and DATE_LIKE(text)):
            return Bad(f"{shown(text)} is not an account code; a spreadsheet changed it", self.column)
        if "separator" in self.json:
            pieces = text.split(self.json["separator"])
            if len(pieces) != len(self.segments):
                return Bad(f"{shown(text)} has {len(pieces)} parts instead of {len(self.segments)}", self.column)
            return pieces
        wanted = sum(segment["length"] for segment in self.segments)
        if len(text) != wanted:
            return Bad(f"{shown(text)} has {len(text)} characters instead of {wanted}", self.column)
        ends = [sum(spec["length"] for spec in self.segments[: place + 1]) for place in range(len(self.segments))]
        return [text[end - spec["length"] : end] for spec, end in zip(self.segments, ends, strict=True)]

    def _segment(self, spec: Json, piece: str) -> str | Bad:
        column = spec.get("column", self.column)
        text = piece.strip() or spec.get("blank_as", "")
        if not text:
            return "" if spec.get("blank") == "allow" else Bad(f"has no {spec['name']}", column)
        if SCIENTIFIC(text) or (DATE_LIKE(text) and spec.get("role") != "year"):
            return Bad(f"{shown(text)} is not a {spec['name']} code; a spreadsheet changed it", column)
        if "length" in spec:
            text = text.rjust(spec["length"], spec["pad"]) if "pad" in spec else text
            if len(text) != spec["length"]:
                how = f"{len(text)} characters instead of {spec['length']}"
                return Bad(f"{spec['name']} {shown(text)} has {how}; leading zeros may be lost", column)
        if len(text) > 40:
            return Bad(f"{spec['name']} {shown(text)} is longer than 40 characters", column)
        return text

    def _type_column(self) -> str:
        kind = self.json.get("type", {})
        return str(kind.get("column", "")) if isinstance(kind, dict) else ""

    def _values(self) -> Mapping[str, str]:
        kind = self.json.get("type", {})
        return kind.get("values", {}) if isinstance(kind, dict) else {}

    def _type(self, facts: Mapping[str, str], segments: tuple[str, ...]) -> AccountType | Bad:
        column = self._type_column()
        if column:
            kind = self._words.get(facts[column].casefold())
            if kind is None:
                return Bad(f"{shown(facts[column])} is no account type that the profile knows", column)
            return AccountType(kind)
        by_name = dict(zip(self.places, segments, strict=True))
        fits = (kind for rule, kind in self._types if rule.fits_segments(by_name))
        return AccountType(next(fits, AccountType.EXPENDITURE))

    def _find_repeats(self, frame: Frame, problems: Problems) -> None:
        for number, row in zip(frame.codes, frame.rows, strict=True):
            if number in self._seen:
                self.repeated += 1
                file, first = self._seen[number]
                where = f"in row {first}" if file == frame.name else f"in row {first} of {file}"
                reason = f"account {self.found[number].canonical} stands {where} already"
                problems.add(reason, file=frame.name, row=row, column=self.label)
            else:
                self._seen[number] = (frame.name, row)
