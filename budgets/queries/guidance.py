"""What a district says in its own words, and who helps."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import Membership
from balance.reading import read
from budgets.choices import GuideAct
from budgets.models import CommonQuestion, Unit


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody of the budget office who looks after a budget, and how to reach them."""

    name: str
    email: str
    title: str
    phone: str
    way: str
    note: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """How it is done here: by the purpose's id, and by act in the order of pages; and who helps with one unit."""

    purposes: Mapping[int, str]
    acts: Mapping[GuideAct, str]
    helper: Helper | None


@dataclass(frozen=True, slots=True)
class PurposeText:
    """How it is done for one purpose, for a page that shows them all."""

    code: str
    name: str
    icon: str
    text: str


HELPER = """
jsonb_build_object('name', p.name, 'email', p.email, 'title', coalesce(c.title, ''), 'phone', coalesce(c.phone, ''),
                   'way', coalesce(c.preferred_way, ''), 'note', coalesce(c.note, ''))
"""
ANALYST = """
join accounts_membership m on m.district_id = u.district_id and m.id = u.analyst_id and m.is_active
join accounts_user p on p.id = m.user_id
left join accounts_contact c on c.district_id = m.district_id and c.membership_id = m.id
"""
GUIDANCE = f"""
select
 (select coalesce(jsonb_object_agg(h.purpose_id, h.text), '{{}}') from budgets_howwedoit h
  where h.district_id = %(district)s and h.purpose_id is not null),
 (select coalesce(jsonb_object_agg(h.act, h.text), '{{}}') from budgets_howwedoit h
  where h.district_id = %(district)s and h.act <> ''),
 (select {HELPER} from budgets_unit u {ANALYST} where u.district_id = %(district)s and u.id = %(unit)s)
"""


def guidance(unit: Unit | None) -> Guidance:
    """All texts, and the analyst of the unit. One statement, for pages that everybody opens."""
    [(purposes, acts, helper)] = read(GUIDANCE, unit=unit.pk if unit else None)
    said = json.loads(acts)
    return Guidance(
        {int(pk): text for pk, text in json.loads(purposes).items()},
        {act: said[act.value] for act in GuideAct if act.value in said},
        Helper(**json.loads(helper)) if helper else None,
    )


TEXTS = """
select u.code, u.name, u.icon, h.act, h.text
from budgets_howwedoit h
left join budgets_purpose u on u.district_id = h.district_id and u.id = h.purpose_id
where h.district_id = %(district)s
order by u.position, u.name, h.id
"""


def texts() -> tuple[dict[GuideAct, str], list[PurposeText]]:
    """How it is done here: of acts in the order of pages, and of purposes in the district's. One statement."""
    acts, purposes = {}, []
    for code, name, icon, act, text in read(TEXTS):
        if act:
            acts[act] = text
        else:
            purposes.append(PurposeText(code, name, icon, text))
    return {act: acts[act.value] for act in GuideAct if act.value in acts}, purposes


def common_questions() -> list[CommonQuestion]:
    """What many ask, in the district's order."""
    return list(CommonQuestion.objects.order_by("position", "pk"))


# Of the units that the member looks after or supervises, whoever has most of them first.
HELPERS = f"""
select {HELPER}, count(*)
from budgets_unit u {ANALYST}
where u.district_id = %(district)s and u.is_active
  and (u.supervisor_id = %(membership)s or exists (
    select 1 from budgets_assignment a
    where a.district_id = u.district_id and a.unit_id = u.id and a.membership_id = %(membership)s
      and (a.starts_on is null or a.starts_on <= %(today)s) and (a.ends_on is null or a.ends_on >= %(today)s)))
group by 1 order by 2 desc, 1 limit 3
"""


def helpers_of(membership: Membership, today: date) -> list[Helper]:
    """Who of the budget office helps this member: at most three. One statement."""
    return [Helper(**json.loads(helper)) for helper, _ in read(HELPERS, membership=membership.pk, today=today)]
