"""Random ledgers, and random layouts in which accounting systems might print them, each with its profile."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st

from budgets.choices import KINDS, Kind, Measure
from budgets.domain.profiles.cells import clean
from tests.budgets.domain.profiles.files import LEDGER, Entry

TYPES = {
    f"{measure.value[:2]}{number}".upper(): (measure.value, kind.value)
    for measure, kinds in KINDS.items()
    for number, kind in enumerate(kind for kind in kinds if kind != Kind.UNITEMIZED)
}
LENGTHS = {"fund": 3, "site": 2, "object": 4}
DATES = {
    "M/D/YYYY": lambda day: f"{day.month}/{day.day}/{day.year}",
    "MM/DD/YY": lambda day: f"{day:%m/%d/%y}",
    "YYYY-MM-DD": lambda day: day.isoformat(),
    "YYYYMMDD": lambda day: f"{day:%Y%m%d}",
    "D-MMM-YYYY": lambda day: f"{day.day}-{day:%b-%Y}",
    "serial": lambda day: str((day - date(1899, 12, 30)).days),
}
AMOUNTS = {
    "plain": lambda size, minus: f"{'-' if minus else ''}{size}",
    "commas": lambda size, minus: f"{'-' if minus else ''}{size}",
    "brackets": lambda size, minus: f"({size})" if minus else f" {size} ",
    "trailing": lambda size, minus: f"{size}-" if minus else size,
    "dollars": lambda size, minus: f"-${size}" if minus else f"${size}",
    "sides": lambda size, minus: f"{size} CR" if minus else f"{size} DR",
}
ENCODINGS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "cp1252": "windows-1252", "utf-16": "utf-16"}

CODES = st.tuples(*(st.from_regex(rf"[0-9A-Z]{{{n}}}", fullmatch=True) for n in LENGTHS.values())).map(
    lambda code: (code[0], code[1], code[2])
)
NUMBERS = st.from_regex(r"[A-Z0-9]{1,8}( [A-Z0-9]{1,4})?", fullmatch=True) | st.just("")
# What a file may hold in a text: anything but what ends it (a zero byte, control-Z) or begins it (a byte order mark).
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x1a\x1f\ufeff"), max_size=30)
SPOKEN = st.text("abcÄé –’“\"',;|\t\n\r\\=()-0127\xa0", max_size=40)


@dataclass(frozen=True)
class Item:
    """One entry of a ledger; `word` is the type that stands for its measure and kind."""

    code: tuple[str, str, str]
    word: str
    cents: int
    day: date
    order: str
    document: str
    vendor: tuple[str, str]
    memo: str

    def entry(self, row: int) -> Entry:
        measure, kind = TYPES[self.word]
        number, name = (clean(text) for text in self.vendor)
        vendor = (number, name or number) if number or name else None
        facts = (self.order, self.document, vendor, clean(self.memo))
        return Entry(row, "-".join(self.code), measure, kind, self.cents, self.day.isoformat(), None, *facts)


@st.composite
def ledgers(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> list[Item]:
    """Some entries on a few accounts. Codes that differ in zeros alone are refused, so there are none."""
    codes = draw(
        st.lists(CODES, min_size=1, max_size=5, unique_by=lambda code: tuple(part.lstrip("0") for part in code))
    )
    item = st.builds(
        Item,
        code=st.sampled_from(codes),
        word=st.sampled_from(sorted(TYPES)),
        cents=st.integers(-(10**11), 10**11).filter(bool),
        day=st.dates(date(2026, 7, 1), date(2027, 6, 30)),
        order=NUMBERS,
        document=NUMBERS,
        vendor=st.tuples(NUMBERS, texts),
        memo=texts,
    )
    return draw(st.lists(item, min_size=1, max_size=12))


@dataclass
class Layout:
    """How a system prints: what hypothesis draws."""

    code: str  # parted | widths | columns
    separator: str
    amounts: str  # long | wide | sides | flag | cents
    shape: str
    day: str
    delimiter: str
    encoding: str
    line_end: str
    titles: list[list[str]]
    header_lines: int
    turned: bool  # columns from right to left
    zero: str
    quotes_all: bool


LAYOUTS = st.builds(
    Layout,
    code=st.sampled_from(["parted", "widths", "columns"]),
    separator=st.sampled_from(["-", ".", "/", "~", " "]),
    amounts=st.sampled_from(["long", "wide", "sides", "flag", "cents"]),
    shape=st.sampled_from(sorted(AMOUNTS)),
    day=st.sampled_from(sorted(DATES)),
    delimiter=st.sampled_from([",", "\t", "|", ";"]),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    line_end=st.sampled_from(["\n", "\r\n"]),
    titles=st.lists(st.sampled_from([["Pine Ridge Unified"], [], ["Fund", "from", "to"], ["", ""]]), max_size=3),
    header_lines=st.sampled_from([1, 2]),
    turned=st.booleans(),
    zero=st.sampled_from(["", "0.00", "-"]),
    quotes_all=st.booleans(),
)


def table_of(layout: Layout, items: list[Item]) -> list[dict[str, str]]:
    """The rows by column."""
    return [_row(layout, item) for item in items]


def _row(layout: Layout, item: Item) -> dict[str, str]:
    row = {"Type": item.word, "Date": DATES[layout.day](item.day), "PO": item.order, "Doc": item.document}
    row |= {"Vendor No": item.vendor[0], "Vendor": item.vendor[1], "Memo": item.memo, "Unused": "x"}
    if layout.code == "columns":
        row |= dict(zip(LENGTHS, item.code, strict=True))
    else:
        row["Account"] = (layout.separator if layout.code == "parted" else "").join(item.code)
    return row | _amounts(layout, item)


def _amounts(layout: Layout, item: Item) -> dict[str, str]:
    size, minus = abs(item.cents), item.cents < 0
    printed = f"{size // 100:,}" if layout.shape == "commas" else str(size // 100)
    printed = AMOUNTS[layout.shape](f"{printed}.{size % 100:02d}", minus)
    if layout.amounts == "wide":
        return {each.value: layout.zero for each in Measure} | {TYPES[item.word][0]: printed}
    plain = f"{size // 100}.{size % 100:02d}"
    if layout.amounts == "sides":
        return {"Debit": layout.zero if minus else plain, "Credit": plain if minus else layout.zero}
    if layout.amounts == "flag":
        return {"Amount": plain, "DC": "C" if minus else "D"}
    return {"Amount": str(item.cents) if layout.amounts == "cents" else printed}


def written(layout: Layout, table: list[dict[str, str]]) -> tuple[bytes, list[int]]:
    """The file, and the number of the row in which each entry stands."""
    names = list(table[0])[:: -1 if layout.turned else 1]
    header = [names] if layout.header_lines == 1 else [["of" for _ in names], names]
    lines = [*layout.titles, *header, *([row[name] for name in names] for row in table)]
    return encoded(layout, lines), [len(layout.titles) + len(header) + place + 1 for place in range(len(table))]


def encoded(layout: Layout, lines: list[list[str]]) -> bytes:
    text = "".join(layout.delimiter.join(_quoted(cell, layout) for cell in line) + layout.line_end for line in lines)
    return text.encode(layout.encoding)


def _quoted(cell: str, layout: Layout) -> str:
    """In quotes where it must be, or always. Python's csv forgets a return that ends no line."""
    if layout.quotes_all or set(cell) & {layout.delimiter, '"', "\r", "\n"}:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def profile_of(layout: Layout) -> dict[str, Any]:
    """The profile that reads the layout."""
    prefix = "" if layout.header_lines == 1 else "of "
    return LEDGER | {
        "file": {
            "delimiter": layout.delimiter,
            "encoding": ENCODINGS[layout.encoding],
            "header_lines": layout.header_lines,
        },
        "account": _account(layout, prefix),
        "date": {"column": f"{prefix}Date", "format": layout.day},
        "order": f"{prefix}PO",
        "document": f"{prefix}Doc",
        "vendor": {"number": f"{prefix}Vendor No", "name": f"{prefix}Vendor"},
        "description": f"{prefix}Memo",
        "posts": [_post(layout, measure.value, prefix) for measure in Measure],
    }


def _account(layout: Layout, prefix: str) -> dict[str, Any]:
    segments: list[dict[str, Any]] = [{"name": name, "length": length} for name, length in LENGTHS.items()]
    if layout.code == "columns":
        return {"segments": [segment | {"column": prefix + segment["name"]} for segment in segments]}
    parted = {"separator": layout.separator} if layout.code == "parted" else {}
    return {"column": f"{prefix}Account", "segments": segments} | parted


def _post(layout: Layout, measure: str, prefix: str) -> dict[str, Any]:
    words = {word: kind for word, (each, kind) in TYPES.items() if each == measure}
    amount: dict[str, Any] = {"column": f"{prefix}{measure if layout.amounts == 'wide' else 'Amount'}"}
    if layout.amounts == "sides":
        amount = {"debit": f"{prefix}Debit", "credit": f"{prefix}Credit"}
    if layout.amounts == "flag":
        amount["sign"] = {"column": f"{prefix}DC", "negative": ["C"], "positive": ["D"]}
    if layout.amounts == "cents":
        amount["in_cents"] = True
    kind = {"column": f"{prefix}Type", "values": words}
    post = {"measure": measure, "kind": kind, "amount": amount}
    return post if layout.amounts == "wide" else post | {"when": {"column": f"{prefix}Type", "in": sorted(words)}}
