"""What the accounting system of Juniper Bay sends: one row for each entry, an amount column for each measure."""

from collections.abc import Iterator, Sequence
from datetime import date

from budgets.choices import Kind, Measure
from budgets.management.demo.juniper_bay import JUNIPER_BAY
from budgets.management.demo.layout import Layout, cents_of, dollars, number_of, reason_of
from budgets.management.demo.ledger import Entry
from budgets.management.demo.loads import Load

HEADER = (
    "District",
    "FY",
    "Period",
    "Date",
    "Type",
    "Account",
    "Account Name",
    "Document",
    "PO or Request",
    "Vendor",
    "Vendor Name",
    "Description",
    "Budget",
    "Request",
    "Encumbrance",
    "Actual",
)
MEASURES = (Measure.BUDGET, Measure.REQUEST, Measure.ENCUMBRANCE, Measure.EXPENDITURE)
# An account of the chart that has no entry yet.
ACCOUNT = "AC"
TYPES = {
    (Measure.BUDGET, Kind.ORIGINAL): "BO",
    (Measure.BUDGET, Kind.ADJUSTMENT): "BC",
    (Measure.BUDGET, Kind.TRANSFER): "BT",
    (Measure.BUDGET, Kind.AMENDMENT): "BA",
    (Measure.BUDGET, Kind.ALLOCATION): "BL",
    (Measure.ENCUMBRANCE, Kind.OPENING): "CF",
    (Measure.REQUEST, Kind.OPEN): "RQ",
    (Measure.REQUEST, Kind.CLOSE): "RQ",
    (Measure.ENCUMBRANCE, Kind.OPEN): "EN",
    (Measure.ENCUMBRANCE, Kind.CHANGE): "EC",
    (Measure.ENCUMBRANCE, Kind.CANCEL): "EX",
    (Measure.EXPENDITURE, Kind.PAYMENT): "AP",
    (Measure.EXPENDITURE, Kind.REFUND): "CM",
    (Measure.EXPENDITURE, Kind.PAYROLL): "PR",
    (Measure.EXPENDITURE, Kind.JOURNAL): "JE",
}


def rows(load: Load) -> Iterator[Sequence[str]]:
    """The header, accounts without an entry, entries. Every row names the district and the year."""
    year = load.year
    start = (JUNIPER_BAY.name, str(year.number))
    nothing = ("",) * 5 + ("0.00",) * len(MEASURES)
    yield HEADER
    for line in load.silent:
        yield *start, "0", _day(year.starts_on), ACCOUNT, line.code, line.name, *nothing
    for entry in load.entries:
        yield *start, *_row(entry, load.book.lines[entry.code].name)


def _row(entry: Entry, name: str) -> Iterator[str]:
    yield from (str(entry.period), _day(entry.on), TYPES[reason_of(entry)], entry.code, name)
    yield from (str(entry.document), str(entry.order), number_of(entry.vendor), entry.vendor, entry.words)
    yield from (dollars(cents_of(entry, measure)) for measure in MEASURES)


def _day(day: date) -> str:
    return f"{day:%m/%d/%Y}"


LAYOUT = Layout(rows, delimiter="|", encoding="utf-8-sig", ends="\n")
