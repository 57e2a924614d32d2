"""The profile language: a district's files become ledger rows by a declaration, without code for any district."""

from budgets.domain.profiles.accounts import Code
from budgets.domain.profiles.found import Found
from budgets.domain.profiles.post import REPORTED
from budgets.domain.profiles.problems import Problem, Problems
from budgets.domain.profiles.profile import Load, Profile, ProfileRefused, SegmentSpec, load_profile, make_profile
from budgets.domain.profiles.reading import STAGED, Reading

__all__ = [
    "REPORTED",
    "STAGED",
    "Code",
    "Found",
    "Load",
    "Problem",
    "Problems",
    "Profile",
    "ProfileRefused",
    "Reading",
    "SegmentSpec",
    "load_profile",
    "make_profile",
]
