"""What the list of all units rests on: whether what is kept of a year still holds, and what its loads tie to."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import District, Membership
from accounts.permissions import Act, may
from balance.money import to_cents
from balance.reading import read
from budgets.queries.access import VISIBLE
from budgets.queries.kinds_of_money import Sums
from budgets.queries.years import Year


@dataclass(frozen=True, slots=True)
class Feed:
    """The newest load of one feed, what it was proved against, and how many of the feed's loads were proved.

    `ties_to` is empty where nobody proved it.
    """

    name: str
    load: int
    posted_through: date | None
    ties_to: str
    tied_on: date | None
    loads: int
    proved: int
    last_proved: int | None


@dataclass(frozen=True, slots=True)
class State:
    """`stamp` is what a list made now is made from; `kept` are the sums of the kept one if that is the same.

    `mine` are kind and code of the units that the person may see, at most two: to tell one from several.
    """

    stamp: str
    kept: Sums | None
    feeds: tuple[Feed, ...]
    mine: tuple[tuple[str, str], ...]


_KEPT = "(select max(i.number) from budgets_import i where i.district_id = %(district)s), k.stamp, k.facts"
_FROM = """(select 1) one
left join budgets_yearstanding k on k.district_id = %(district)s and k.fiscal_year_id = %(year)s"""
STATE = f"""
select {_KEPT},
       (select jsonb_agg(f) from (
            select coalesce(nullif(i.feed, ''), nullif(i.profile, ''), '') as name, max(i.number) as load,
                   (array_agg(i.posted_through order by i.number desc))[1] as posted_through,
                   (array_agg(i.ties_to order by i.number desc))[1] as ties_to,
                   (array_agg(i.tied_on order by i.number desc))[1] as tied_on,
                   count(*) as loads, count(*) filter (where i.ties_to <> '') as proved,
                   max(i.number) filter (where i.ties_to <> '') as last_proved
            from budgets_import i
            where i.district_id = %(district)s and i.fiscal_year_id = %(year)s and i.state = 'published'
              and i.origin = 'file'
            group by 1 order by 1) f),
       (select jsonb_agg(jsonb_build_array(v.kind, v.code)) from (
            select u.kind, u.code from budgets_unit u where u.district_id = %(district)s and {VISIBLE} limit 2) v)
from {_FROM}
"""


def overview_state(membership: Membership, year: Year, today: date) -> State:
    """One statement."""
    district = membership.district
    [(newest, stamp, facts, feeds, mine)] = read(
        STATE,
        year=year.row.pk,
        membership=membership.pk,
        everything=may(membership.role, Act.SEE_ALL_UNITS),
        today=today,
    )
    now = _stamp(district, newest, year.known_on(today))
    return State(
        stamp=now,
        kept=Sums.from_json(_read(facts), district) if stamp == now else None,
        feeds=tuple(_feed(each) for each in _read(feeds) or ()),
        mine=tuple((kind, code) for kind, code in _read(mine) or ()),
    )


KEPT = f"select {_KEPT} from {_FROM}"


def kept_of(district: District, year: Year, today: date) -> tuple[str, dict[str, Any] | None]:
    """The stamp of a list made now, and the facts of the kept one if it has the same. One statement."""
    [(newest, stamp, facts)] = read(KEPT, year=year.row.pk)
    now = _stamp(district, newest, year.known_on(today))
    return now, _read(facts) if stamp == now else None


def _stamp(district: District, newest: int | None, known_on: date) -> str:
    """The newest batch of the district, the day of the figures, and every setting that judges them.

    What else they are made from makes the kept ones go when it changes: triggers, see the model.
    """
    amounts = map(to_cents, (district.ahead_amount, district.behind_amount))
    limits = district.ahead_pct, district.behind_pct, district.window_points
    answers = map(int, (district.requests_reduce_left, district.pay_is_set_aside))
    return " ".join(map(str, (newest or 0, known_on.isoformat(), *answers, *limits, *amounts)))


def _read(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _feed(row: dict[str, Any]) -> Feed:
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("posted_through", "tied_on")}
    return Feed(**row | days)
