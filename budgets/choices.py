"""Closed lists of the budgets app. The database checks each of them too."""

from django.db import models


class YearState(models.TextChoices):
    """A fiscal year: open to orders, ended and still settling (accruals, late bills), or closed by the office."""

    OPEN = "open", "Open"
    SETTLING = "settling", "Still settling"
    CLOSED = "closed", "Closed"


class UnitKind(models.TextChoices):
    """The two dimensions of units. A line has at most one of each; totals add over one of them, never both."""

    SITE = "site", "School or site"
    DEPARTMENT = "department", "Department"


class SegmentRole(models.TextChoices):
    """What a part of an account code means (domain 2.1)."""

    FUND = "fund", "Fund"
    SITE = "site", "Site"
    OBJECT = "object", "Object"
    FUNCTION = "function", "Function"
    PROGRAM = "program", "Program"
    PROJECT = "project", "Project or grant"
    YEAR = "year", "Year"
    TYPE = "type", "Account type"
    LOCAL = "local", "Local"


class AccountType(models.TextChoices):
    """Only expenditure lines count as money to spend (domain 2.2)."""

    EXPENDITURE = "expenditure", "Expenditure"
    REVENUE = "revenue", "Revenue"
    ASSET = "asset", "Asset"
    LIABILITY = "liability", "Liability"
    FUND_BALANCE = "fund_balance", "Fund balance"
    TRANSFER_IN = "transfer_in", "Transfer in"
    TRANSFER_OUT = "transfer_out", "Transfer out"


class Dimension(models.TextChoices):
    """What a rule over segments decides about a line."""

    SITE = "site", "Site"
    DEPARTMENT = "department", "Department"
    PURPOSE = "purpose", "Purpose"
    SOURCE = "source", "Restricted source"
    POOL = "pool", "Pool"
    PAY = "pay", "Pay"
    ACCOUNT_TYPE = "account_type", "Account type"


class Pay(models.TextChoices):
    """Personnel lines: paid by the district for the unit, or spent by the unit on people (substitutes, extra hours)."""

    NONE = "", "Not pay"
    UNIT = "unit", "Pay that the unit decides on"
    CENTRAL = "central", "Pay managed centrally"


class SourceKind(models.TextChoices):
    """Money for one use only. Never added up, never covers another line's shortage (domain 2.9a)."""

    GRANT = "grant", "Grant"
    GIFT = "gift", "Gift"
    ACTIVITY = "activity", "Activity fund"
    FOOD = "food", "Food service"
    BOND = "bond", "Bond or capital"
    OTHER = "other", "Other restricted money"


class DayKind(models.TextChoices):
    """What a stretch of the calendar is."""

    TERM = "term", "School term"
    HOLIDAY = "holiday", "No school"
    FEED = "feed", "A file is expected"
    NO_FEED = "no_feed", "No file is expected"


class AssignmentRole(models.TextChoices):
    """What a person is for one unit."""

    OWNER = "owner", "Owner"
    ASSISTANT = "assistant", "Assistant"
    VIEWER = "viewer", "Viewer"
    SUPERVISOR = "supervisor", "Supervisor"


# Whose visit to a budget is a look at it (architecture.md, Reminders): assistants are counted apart.
LOOKING_ROLES = (AssignmentRole.OWNER.value, AssignmentRole.ASSISTANT.value)


class CheckAnswer(models.TextChoices):
    """What somebody said who looked."""

    NOTHING = "nothing", "Nothing to ask"
    QUESTION = "question", "I have a question"


class Oddity(models.TextChoices):
    """Why a payment is worth a look: the rules are in domain/watch.py."""

    TWICE = "twice", "May be paid twice"
    LARGE = "large", "Much larger than the line’s payments before"
    ELSEWHERE = "elsewhere", "From a vendor that is paid for something else"


class Measure(models.TextChoices):
    """What a transaction moves. Positive is authority for budget, use for the others (domain 2.11)."""

    BUDGET = "budget", "Budget"
    REQUEST = "request", "Request"
    ENCUMBRANCE = "encumbrance", "Promised"
    EXPENDITURE = "expenditure", "Spent"


class Kind(models.TextChoices):
    """Why it moved. Which kinds belong to which measure is KINDS, and a check of the database."""

    ORIGINAL = "original", "Adopted budget"
    ADJUSTMENT = "adjustment", "Correction"
    TRANSFER = "transfer", "Transfer"
    AMENDMENT = "amendment", "Board amendment"
    CARRY_FORWARD = "carry_forward", "Carried over"
    ALLOCATION = "allocation", "New allocation"
    OPENING = "opening", "Order carried in"
    OPEN = "open", "Opened"
    CHANGE = "change", "Changed"
    CLOSE = "close", "Closed"
    RELIEF = "relief", "Billed"
    CANCEL = "cancel", "Cancelled"
    PAYMENT = "payment", "Payment"
    PAYROLL = "payroll", "Payroll"
    JOURNAL = "journal", "Journal entry"
    REFUND = "refund", "Refund"
    UNITEMIZED = "unitemized", "Not itemized"


KINDS: dict[Measure, tuple[Kind, ...]] = {
    Measure.BUDGET: (
        Kind.ORIGINAL,
        Kind.ADJUSTMENT,
        Kind.TRANSFER,
        Kind.AMENDMENT,
        Kind.CARRY_FORWARD,
        Kind.ALLOCATION,
        Kind.UNITEMIZED,
    ),
    Measure.REQUEST: (Kind.OPEN, Kind.CHANGE, Kind.CLOSE, Kind.UNITEMIZED),
    Measure.ENCUMBRANCE: (Kind.OPENING, Kind.OPEN, Kind.CHANGE, Kind.RELIEF, Kind.CANCEL, Kind.UNITEMIZED),
    Measure.EXPENDITURE: (Kind.PAYMENT, Kind.PAYROLL, Kind.JOURNAL, Kind.REFUND, Kind.UNITEMIZED),
}


class ImportOrigin(models.TextChoices):
    """Where a batch of transactions comes from."""

    FILE = "file", "A file of the accounting system"
    ROLL = "roll", "Orders carried in from the year before"
    WITHDRAWAL = "withdrawal", "A load taken back"


class ImportState(models.TextChoices):
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class GuideAct(models.TextChoices):
    """What people do with a budget, for which a district says how it is done there. In the order of pages."""

    ORDER = "order", "Order something"
    RECEIVE = "receive", "Say that it came"
    CARD = "card", "Use the purchase card"
    PAY_BACK = "pay-back", "Pay somebody back"
    MOVE_MONEY = "move-money", "Move money"
    WRONG_CHARGE = "wrong-charge", "Fix a wrong charge"
    CLOSE_ORDER = "close-order", "Close an order"
    GIFT = "gift", "Accept a gift"
    YEAR_END = "year-end", "Finish the year"
