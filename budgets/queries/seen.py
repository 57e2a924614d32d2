"""What one person sees of a district, as reads in plain SQL take it: everything, or the lines of some units."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Membership
from accounts.permissions import Act, may
from balance.reading import read
from budgets.queries.access import VISIBLE


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


UNITS = f"""
select u.id, u.kind, u.code, u.name from budgets_unit u
where u.district_id = %(district)s and {VISIBLE}
order by u.kind desc, u.name, u.id
"""


def seen_by(membership: Membership, today: date) -> Seen:
    """The units are (key, kind, code, name), sites first; none where everything is seen. At most one statement."""
    if may(membership.role, Act.SEE_ALL_UNITS):
        return Seen(everything=True, units=())
    rows = read(UNITS, everything=False, membership=membership.pk, today=today)
    return Seen(everything=False, units=tuple((pk, kind, code, name) for pk, kind, code, name in rows))
