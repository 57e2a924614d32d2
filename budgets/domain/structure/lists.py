"""Lists without codes of their own: the calendar, shares of money at risk, and how to reach people."""

from collections.abc import Mapping
from typing import Any

from accounts.choices import PreferredWay
from accounts.models import Contact
from budgets.choices import DayKind, UnitKind
from budgets.domain.structure import fields
from budgets.domain.structure.fields import Entry
from budgets.domain.structure.outcome import Outcome, put
from budgets.domain.structure.problems import Problems
from budgets.models import CalendarStretch, Source, SourceShare, Unit

STRETCH = {
    "kind": fields.choice(DayKind),
    "name": fields.text(120, blank=True),
    "starts_on": fields.day,
    "ends_on": fields.day,
}
SHARE = {
    "source": fields.code(40),
    "kind": fields.choice(UnitKind),
    "unit": fields.code(40),
    "at_risk": fields.dollars,
}
CONTACT = {
    "email": fields.email,
    "title": fields.text(120, blank=True),
    "phone": fields.text(40, blank=True),
    "preferred_way": fields.choice(PreferredWay),
    "note": fields.text(200, blank=True),
}


def read_calendar(document: Mapping[str, Any], problems: Problems) -> list[Entry]:
    """The stretches of the file. Without a last day a stretch is one day."""
    found = _read(document, "calendar", STRETCH, ("kind", "starts_on"), problems)
    for each in found:
        given = each.values
        if "starts_on" in given and given.setdefault("ends_on", given["starts_on"]) < given["starts_on"]:
            problems.error(each.at("ends_on"), f"{given['ends_on']} is before {given['starts_on']}")
    _report_twice(found, ("kind", "starts_on", "ends_on"), "the same days", problems)
    return found


def read_shares(document: Mapping[str, Any], problems: Problems) -> list[Entry] | None:
    """The shares of the file; None when it says nothing of them."""
    if "source_shares" not in document:
        return None
    found = _read(document, "source_shares", SHARE, tuple(SHARE), problems)
    _report_twice(found, ("source", "kind", "unit"), "the same source and unit", problems)
    return found


def read_contacts(document: Mapping[str, Any], problems: Problems) -> list[Entry]:
    found = _read(document, "contacts", CONTACT, ("email",), problems)
    _report_twice(found, ("email",), "the same person", problems)
    return found


def check_shares(shares: list[Entry], sources: set[str], units: Mapping[str, set[str]], problems: Problems) -> None:
    for each in shares:
        source, kind, unit = (each.values.get(name) for name in ("source", "kind", "unit"))
        if source is not None and source not in sources:
            problems.error(each.at("source"), f"there is no source {source!r}")
        if kind is not None and unit is not None and unit not in units[kind]:
            problems.error(each.at("unit"), f"there is no {kind} {unit!r}")


def write_calendar(stretches: list[Entry]) -> Outcome:
    """Of each kind of days that the file names, all stretches are the file's; other kinds stay."""
    kinds = {each.values["kind"] for each in stretches}
    stored = {_days(row): row for row in CalendarStretch.objects.filter(kind__in=kinds)}
    wanted = {(each.values["kind"], each.values["starts_on"], each.values["ends_on"]): each for each in stretches}
    gone = [row for days, row in stored.items() if days not in wanted]
    CalendarStretch.objects.filter(pk__in=[row.pk for row in gone]).delete()
    rows = (
        (f"{days[0]} {days[1]}", stored.get(days) or CalendarStretch(), {"name": "", **each.values})
        for days, each in wanted.items()
    )
    outcome = put(rows, CalendarStretch)
    outcome.removed += [f"{row.kind} {row.starts_on}" for row in gone]
    return outcome


def _days(row: CalendarStretch) -> tuple[Any, ...]:
    return row.kind, row.starts_on, row.ends_on


def write_shares(shares: list[Entry]) -> Outcome:
    """All shares of the district are the file's."""
    sources = dict(Source.objects.values_list("code", "pk"))
    units = {(kind, code): pk for kind, code, pk in Unit.objects.values_list("kind", "code", "pk")}
    stored = {(row.source_id, row.unit_id): row for row in SourceShare.objects.select_related("source", "unit")}
    rows = []
    for each in shares:
        given = each.values
        key = sources[given["source"]], units[given["kind"], given["unit"]]
        row = stored.pop(key, None) or SourceShare(source_id=key[0], unit_id=key[1])
        rows.append((f"{given['source']} {given['kind']} {given['unit']}", row, {"at_risk": given["at_risk"]}))
    SourceShare.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()
    outcome = put(rows, SourceShare)
    outcome.removed += [f"{row.source.code} {row.unit.kind} {row.unit.code}" for row in stored.values()]
    return outcome


def write_contacts(contacts: list[Entry], members: Mapping[str, int]) -> Outcome:
    """What the file says of each person; the rest stays."""
    stored = {row.membership_id: row for row in Contact.objects.all()}
    rows = []
    for each in contacts:
        email = each.values["email"]
        values = {name: value for name, value in each.values.items() if name != "email"}
        row = stored.get(members[email]) or Contact(membership_id=members[email])
        rows.append((email, row, values))
    return put(rows, Contact)


def _read(
    document: Mapping[str, Any], name: str, shape: dict[str, fields.Read], always: tuple[str, ...], problems: Problems
) -> list[Entry]:
    if name not in document:
        return []
    return fields.entries(document[name], name, shape, problems, always=always)


def _report_twice(found: list[Entry], names: tuple[str, ...], what: str, problems: Problems) -> None:
    seen: dict[tuple[Any, ...], str] = {}
    for each in found:
        key = tuple(each.values.get(name) for name in names)
        if None in key:
            continue
        if key in seen:
            problems.error(each.path, f"{what} as in {seen[key]}")
        seen.setdefault(key, each.path)
