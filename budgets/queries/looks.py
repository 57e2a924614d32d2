"""Looks: when somebody last opened a budget, and how far its figures reached then."""

from dataclasses import dataclass
from datetime import date

from budgets.choices import AssignmentRole

# Of somebody who is both, the first.
LOOKING = (AssignmentRole.OWNER, AssignmentRole.ASSISTANT)


@dataclass(frozen=True, slots=True)
class LastLook:
    """A look on an earlier day. `load` is the number of the newest batch that it saw; 0 for none."""

    on: date
    posted_through: date | None
    load: int


def looking_role(roles: frozenset[str]) -> AssignmentRole | None:
    """As what a member looks at a unit, or None for those whose visits are no looks."""
    return next((role for role in LOOKING if role in roles), None)
