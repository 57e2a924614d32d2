"""Who may do what: one table. A role that is not in a row may not."""

from enum import StrEnum

from accounts.choices import Role


class Act(StrEnum):
    """Everything that a role decides. What a person sees of one unit is decided by assignments (budgets)."""

    SEE_OWN_UNITS = "see_own_units"
    SEE_ALL_UNITS = "see_all_units"
    SEE_UNMAPPED_MONEY = "see_unmapped_money"
    MARK_RIGHT = "mark_right"


ALLOWED: dict[Act, frozenset[Role]] = {
    Act.SEE_OWN_UNITS: frozenset(Role),
    Act.SEE_ALL_UNITS: frozenset({Role.OFFICE}),
    Act.SEE_UNMAPPED_MONEY: frozenset({Role.OFFICE}),
    # Of one's own units; the central office of every unit.
    Act.MARK_RIGHT: frozenset({Role.OFFICE, Role.OWNER, Role.ASSISTANT}),
}


def may(role: str, act: Act) -> bool:
    """Whether a member of this role may do `act`."""
    return role in ALLOWED[act]
