"""What a person looks for among the entries of the ledger: one filter, as words of an address and as data.

The same words make a figure and open it: a page asks for the sums of a filter and links to the entries of the same
filter, so that the rows add up to the figure. All words are optional and combined by "and".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from budgets.choices import Kind, Measure, UnitKind
from budgets.queries.totals import MEASURES
from budgets.queries.typed import Amounts, WrongFilter, amounts_in

# A transaction's measure says the same as the figure that all of its rows add up to.
FIGURE_OF = {
    Measure.BUDGET: "revised",
    Measure.REQUEST: "requested",
    Measure.ENCUMBRANCE: "encumbered",
    Measure.EXPENDITURE: "expended",
}
NOTHING = "none"  # `purpose=none`: lines that no rule gives a purpose
UNITS = ("sites", "departments", NOTHING)
# Words that are taken as they are.
PLAIN = ("area", "fund", "purpose", "source", "pool", "line", "vendor", "order")
LONGEST = 200
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOAD = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """One question to the ledger of one year.

    `units`: "sites" or "departments", lines of any of them; "none", lines of no unit. `area`: lines of its units.
    `decide`: "1" money that can be decided on, "0" money set aside, "own" both, "pay" the pay that a unit decides on,
    "central" pay managed centrally. `measure` is a figure's name, as in `ledger_totals`. `after_load` leaves out what
    came with the load of that number and those before it.
    """

    unit_kind: str = ""
    unit: str = ""
    units: str = ""
    area: str = ""
    fund: str = ""
    purpose: str = ""
    source: str = ""
    pool: str = ""
    line: str = ""
    decide: str = ""
    measure: str = ""
    vendor: str = ""
    order: str = ""
    document: str = ""
    kinds: tuple[str, ...] = ()
    after_load: int | None = None
    amounts: Amounts | None = None
    since: date | None = None
    until: date | None = None
    q: str = ""

    @classmethod
    def parse(cls, query: Mapping[str, Any]) -> "EntryFilter":
        """From the words of an address. Raises WrongFilter for the first that means nothing."""
        plain = {name: _text(name, query) for name in PLAIN}
        kind, code = _unit(_text("unit", query))
        text = _text("amount", query)
        found = cls(
            unit_kind=kind,
            unit=code,
            units=_one_of("units", _text("units", query), UNITS),
            decide=_one_of("decide", _text("decide", query), ("1", "0", "own", "pay", "central")),
            measure=_measure(_text("measure", query)),
            document=_text("document", query),
            kinds=_kinds(_text("kind", query)),
            after_load=_load(_text("after_load", query)),
            amounts=Amounts.parse(text) if text else None,
            since=_day("from", query),
            until=_day("to", query),
            q=" ".join(_text("q", query).split()),
            **plain,
        )
        return found._understood()

    def _understood(self) -> "EntryFilter":
        """Words that can only be an amount or a day are that; what may also be a number is looked for as both."""
        text = self.q
        if not text or self.amounts is not None:
            return self
        if _DAY.fullmatch(text) and (day := _day_in(text)):
            return replace(self, q="", since=day, until=day)
        if re.search(r"^\s*[<>=]|\.\.|\$", text) and (found := amounts_in(text)):
            return replace(self, q="", amounts=found)
        return self

    @property
    def words(self) -> dict[str, str]:
        """The words of an address that mean this filter; those that say nothing are left out."""
        return {name: value for name, value in self._every_word().items() if value}

    def _every_word(self) -> dict[str, str]:
        return {
            "unit": f"{self.unit_kind}-{self.unit}" if self.unit else "",
            "units": self.units,
            "area": self.area,
            "fund": self.fund,
            "purpose": self.purpose,
            "source": self.source,
            "pool": self.pool,
            "line": self.line,
            "decide": self.decide,
            "measure": self.measure,
            "vendor": self.vendor,
            "order": self.order,
            "document": self.document,
            "kind": ",".join(self.kinds),
            "after_load": "" if self.after_load is None else str(self.after_load),
            "amount": str(self.amounts) if self.amounts else "",
            "from": self.since.isoformat() if self.since else "",
            "to": self.until.isoformat() if self.until else "",
            "q": self.q,
        }

    def to_query(self, **more: str | int) -> str:
        """`?unit=site-214&measure=expended`, with further words such as `fy`; nothing for no word at all."""
        words = self.words | {name: str(value) for name, value in more.items() if value}
        return f"?{urlencode(words)}" if words else ""

    def without(self, word: str) -> "EntryFilter":
        """The same without one word."""
        names = {
            "unit": ("unit", "unit_kind"),
            "from": ("since",),
            "to": ("until",),
            "amount": ("amounts",),
            "kind": ("kinds",),
        }
        empty: dict[str, Any] = {each.name: each.default for each in fields(self)}
        return replace(self, **{name: empty[name] for name in names.get(word, (word,))})

    @property
    def is_of_rows(self) -> bool:
        """Whether it asks for something of the rows themselves, and not only which lines and which figure."""
        of_rows = self.order or self.since or self.until or self.kinds or self.after_load is not None
        return bool(self.by_detail or of_rows)

    @property
    def by_detail(self) -> bool:
        """Whether it asks for what is not told of pay lines: who, how much each, for what."""
        named = self.order != NOTHING and self.order
        return bool(self.vendor or named or self.document or self.amounts or self.q)

    @property
    def picks_lines(self) -> bool:
        """Whether it leaves out lines of the year."""
        places = self.unit or self.units or self.area or self.fund or self.line
        return bool(places or self.purpose or self.source or self.pool or self.decide)


# All words, in the order of an address.
WORDS = tuple(EntryFilter()._every_word())


def _text(name: str, query: Mapping[str, Any]) -> str:
    text = str(query.get(name, "")).strip()
    if len(text) > LONGEST:
        raise WrongFilter(name, f"Write at most {LONGEST} characters.")
    return text


def _unit(text: str) -> tuple[str, str]:
    kind, _, code = text.partition("-")
    if text and (kind not in UnitKind.values or not code):
        raise WrongFilter("unit", f"“{text}” is not a unit. Write site-214 or department-ATH.")
    return (kind, code) if text else ("", "")


def _one_of(name: str, text: str, known: tuple[str, ...]) -> str:
    if text and text not in known:
        raise WrongFilter(name, f"“{text}” is not one of {', '.join(known)}.")
    return text


def _measure(text: str) -> str:
    known = {measure.value: figure for measure, figure in FIGURE_OF.items()}
    return _one_of("measure", known.get(text, text), MEASURES)


def _kinds(text: str) -> tuple[str, ...]:
    return tuple(_one_of("kind", kind.strip(), tuple(Kind.values)) for kind in text.split(",")) if text else ()


def _load(text: str) -> int | None:
    if text and not _LOAD.fullmatch(text):
        raise WrongFilter("after_load", f"“{text}” is not the number of a load.")
    return int(text) if text else None


def _day(name: str, query: Mapping[str, Any]) -> date | None:
    text = _text(name, query)
    return _date(name, text) if text else None


def _date(name: str, text: str) -> date:
    day = _day_in(text) if _DAY.fullmatch(text) else None
    if day is None:
        raise WrongFilter(name, f"“{text}” is not a day. Write it like 2026-10-31.")
    return day


def _day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
