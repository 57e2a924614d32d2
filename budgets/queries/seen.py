"""What one person sees of a district, as reads in plain SQL take it: everything, or the lines of some units."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Membership
from accounts.permissions import Act, may
from budgets.queries.access import units_visible_to


@dataclass(frozen=True, slots=True)
class Seen:
    """`lines` is the condition on a line `l`; its value is `%(mine)s`. The same lines as `lines_visible_to`."""

    everything: bool
    units: tuple[tuple[int, str, str, str], ...]

    @property
    def mine(self) -> list[int]:
        return [pk for pk, *_ in self.units]

    @property
    def lines(self) -> str:
        return "true" if self.everything else "(l.site_id = any(%(mine)s) or l.department_id = any(%(mine)s))"


def seen_by(membership: Membership, today: date) -> Seen:
    """The units are (key, kind, code, name), sites first; none where everything is seen. At most one statement."""
    if may(membership.role, Act.SEE_ALL_UNITS):
        return Seen(everything=True, units=())
    units = units_visible_to(membership, today).order_by("-kind", "name", "pk")
    return Seen(everything=False, units=tuple(units.values_list("pk", "kind", "code", "name")))
