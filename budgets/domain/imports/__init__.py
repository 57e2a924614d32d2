"""Imports: a district's files become part of its ledger, in one transaction or not at all, and can be taken back."""

from budgets.domain.imports.load import import_files
from budgets.domain.imports.request import Outcome
from budgets.domain.imports.vacuum import vacuum
from budgets.domain.imports.withdraw import CannotWithdraw, Withdrawn, withdraw_import

__all__ = ["CannotWithdraw", "Outcome", "Withdrawn", "import_files", "vacuum", "withdraw_import"]
