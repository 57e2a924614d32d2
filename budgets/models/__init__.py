"""What: years, charts of accounts, units, lines, the journal and its balances."""

from budgets.models.attention import Look, MarkedRight, OddEntry
from budgets.models.baseline import Baseline
from budgets.models.chart import CodeName, Segment
from budgets.models.check import Check, Question
from budgets.models.guidance import CommonQuestion, HowWeDoIt
from budgets.models.journal import Import, ReportedBalance, Transaction, Vendor
from budgets.models.line import Line, LineBalance, OrderBalance
from budgets.models.overview import UnitStanding, YearStanding
from budgets.models.structure import Assignment, LineRule, Pool, Purpose, Source, SourceShare, Unit
from budgets.models.year import CalendarStretch, CutOff, FiscalYear, Fund

__all__ = [
    "Assignment",
    "Baseline",
    "CalendarStretch",
    "Check",
    "CodeName",
    "CommonQuestion",
    "CutOff",
    "FiscalYear",
    "Fund",
    "HowWeDoIt",
    "Import",
    "Line",
    "LineBalance",
    "LineRule",
    "Look",
    "MarkedRight",
    "OddEntry",
    "OrderBalance",
    "Pool",
    "Purpose",
    "Question",
    "ReportedBalance",
    "Segment",
    "Source",
    "SourceShare",
    "Transaction",
    "Unit",
    "UnitStanding",
    "Vendor",
    "YearStanding",
]
