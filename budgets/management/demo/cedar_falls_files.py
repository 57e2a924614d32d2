"""What the accounting system of Cedar Falls sends: a printed report as CSV, with titles, debit and credit, a total."""

from collections.abc import Iterator, Sequence

from budgets.choices import AccountType, Kind, Measure
from budgets.management.demo.cedar_falls import CEDAR_FALLS
from budgets.management.demo.layout import Layout, cents_of, number_of, printed, reason_of
from budgets.management.demo.ledger import Book, Entry, Line
from budgets.management.demo.loads import Load

HEADER = (
    "Acct Type",
    "Fund",
    "Resource",
    "Goal",
    "Function",
    "Object",
    "Site",
    "Account Title",
    "Fiscal Year",
    "Period",
    "Date",
    "Source",
    "Reference",
    "Order",
    "Vendor",
    "Memo",
    "Debit",
    "Credit",
    "Encumbered",
)
TOTAL = "Total"
TYPES = {
    AccountType.EXPENDITURE: "E",
    AccountType.REVENUE: "R",
    AccountType.ASSET: "A",
    AccountType.LIABILITY: "L",
    AccountType.FUND_BALANCE: "FB",
    AccountType.TRANSFER_IN: "TI",
    AccountType.TRANSFER_OUT: "TO",
}
# Accounts that grow on the credit side.
CREDIT = {AccountType.REVENUE, AccountType.LIABILITY, AccountType.FUND_BALANCE, AccountType.TRANSFER_IN}
SOURCES = {
    (Measure.BUDGET, Kind.ORIGINAL): "Adopted",
    (Measure.BUDGET, Kind.ADJUSTMENT): "Correction",
    (Measure.BUDGET, Kind.TRANSFER): "Transfer",
    (Measure.BUDGET, Kind.AMENDMENT): "Amendment",
    (Measure.BUDGET, Kind.ALLOCATION): "Allotment",
    (Measure.ENCUMBRANCE, Kind.OPENING): "Carried over",
    (Measure.REQUEST, Kind.OPEN): "Requisition",
    (Measure.REQUEST, Kind.CLOSE): "Requisition",
    (Measure.ENCUMBRANCE, Kind.OPEN): "Order",
    (Measure.ENCUMBRANCE, Kind.CHANGE): "Order change",
    (Measure.ENCUMBRANCE, Kind.CANCEL): "Order close",
    (Measure.EXPENDITURE, Kind.PAYMENT): "Voucher",
    (Measure.EXPENDITURE, Kind.REFUND): "Credit memo",
    (Measure.EXPENDITURE, Kind.PAYROLL): "Payroll",
    (Measure.EXPENDITURE, Kind.JOURNAL): "Journal",
}


def rows(load: Load) -> Iterator[Sequence[str]]:
    """Three titles and a blank row, the header, accounts without an entry, entries, and the total of the columns."""
    book = load.book
    yield from _titles(load)
    yield HEADER
    for line in load.silent:
        yield *_account(book, line), *[""] * 10
    sums = [0, 0, 0]
    for entry in load.entries:
        line = book.lines[entry.code]
        columns = _amounts(entry, line)
        sums = [total + cents for total, cents in zip(sums, columns, strict=True)]
        yield *_account(book, line), *_facts(entry, book), *map(printed, columns)
    yield TOTAL, *[""] * 15, *map(printed, sums)


def _titles(load: Load) -> Iterator[Sequence[str]]:
    yield (CEDAR_FALLS.name,)
    yield ("Ledger entries",)
    yield (f"Through {load.posted_through:%B} {load.posted_through.day}, {load.posted_through.year}",)
    yield ()


def _account(book: Book, line: Line) -> Iterator[str]:
    """The account, the fund as the number that the system takes it for: 10 is fund 010."""
    fund, *others = line.segments
    yield from (TYPES[line.account_type], str(int(fund)), *others, line.name)
    yield f"{book.year.number - 1}-{book.year.number % 100:02d}"


def _facts(entry: Entry, book: Book) -> Iterator[str]:
    yield from (f"{entry.period:02d}-{book.year.number}", f"{entry.on:%d-%b-%Y}", SOURCES[reason_of(entry)])
    yield from (str(entry.document), str(entry.order))
    yield from (f"{number_of(entry.vendor)} {entry.vendor}" if entry.vendor else "", entry.words)


def _amounts(entry: Entry, line: Line) -> tuple[int, int, int]:
    """Debit, credit and the change of what is encumbered, in cents."""
    cents = sum(cents_of(entry, measure) for measure in Measure if measure != Measure.ENCUMBRANCE)
    debit = -cents if line.account_type in CREDIT else cents
    return max(debit, 0), max(-debit, 0), cents_of(entry, Measure.ENCUMBRANCE)


LAYOUT = Layout(rows, delimiter=",", encoding="cp1252", ends="\r\n")
