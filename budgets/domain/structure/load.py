"""Loading a structure file: everything is read and checked first, then written and every line placed anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import transaction

from accounts.domain.audit import record
from accounts.models import District, Membership, User
from balance.tenancy.scope import require_district_id
from budgets.choices import Dimension, UnitKind
from budgets.domain.classify import Classification, classify
from budgets.domain.structure import fields
from budgets.domain.structure.charts import check_lines, write_years
from budgets.domain.structure.district_settings import read_settings, write_settings
from budgets.domain.structure.fields import Entry
from budgets.domain.structure.guidance import check_how, read_how, read_questions, write_how, write_questions
from budgets.domain.structure.kinds import FUNDS, KINDS, POOLS, PURPOSES, SOURCES, UNITS
from budgets.domain.structure.lists import (
    check_shares,
    read_calendar,
    read_contacts,
    read_shares,
    write_calendar,
    write_contacts,
    write_shares,
)
from budgets.domain.structure.outcome import Outcome
from budgets.domain.structure.problems import Problem, Problems, StructureRefused
from budgets.domain.structure.rules import Charts, Rule, check_rules, check_stored_rules, read_rules, write_rules
from budgets.domain.structure.years import Year, check_years, read_years
from budgets.models import FiscalYear, Segment

LISTS = ("source_shares", "rules", "calendar", "contacts", "how_we_do_it", "common_questions")
KEYS = ("settings", "fiscal_years", *(kind.name for kind in KINDS), *LISTS)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: to each kind of thing, and to the lines of each year."""

    outcomes: dict[str, Outcome]
    years: dict[int, Classification]
    warnings: list[Problem]

    @property
    def changed(self) -> bool:
        return any(self.outcomes.values()) or any(year.changed for year in self.years.values())


@dataclass(slots=True)
class Plan:
    """The file, read."""

    settings: dict[str, Any]
    years: list[Year]
    kinds: dict[str, list[Entry]]
    shares: list[Entry] | None
    rules: dict[str, list[Rule]]
    calendar: list[Entry]
    contacts: list[Entry]
    how: list[Entry] | None
    questions: list[Entry] | None


def load_structure(*, by: User | None, content: Any, file_name: str = "", dry_run: bool = False) -> Loaded:
    """Brings the district of the scope to what `content` (the JSON of a structure file) says.

    What the file does not name stays. Loading it again changes nothing and leaves no audit event. One load at a
    time. Raises StructureRefused with every error; then nothing was written. `dry_run` does it all and undoes it.
    """
    problems = Problems()
    with transaction.atomic():
        # Locks the district: what is checked here must still be so when it is written. Its key stays free, which every
        # insert of others holds on to.
        district = District.objects.select_for_update(no_key=True).get(pk=require_district_id())
        members = _members(district)
        plan = _read(content, district, problems)
        _check(plan, members, problems)
        if problems.errors:
            raise StructureRefused(problems.errors)
        outcomes = _write(plan, district, members)
        years = {year.year: classify(fiscal_year=year) for year in FiscalYear.objects.order_by("year")}
        loaded = Loaded(outcomes, years, problems.warnings)
        if loaded.changed:
            _record(by, district, loaded, file_name)
        if dry_run:
            transaction.set_rollback(True)
    return loaded


def _read(content: Any, district: District, problems: Problems) -> Plan:
    found = fields.entry(content, "", dict.fromkeys(KEYS, fields.anything), problems, always=()).values
    return Plan(
        settings=read_settings(found, problems),
        years=read_years(found, district, problems),
        kinds={kind.name: kind.read(found, problems) for kind in KINDS},
        shares=read_shares(found, problems),
        rules=read_rules(found, problems),
        calendar=read_calendar(found, problems),
        contacts=read_contacts(found, problems),
        how=read_how(found, problems),
        questions=read_questions(found, problems),
    )


def _check(plan: Plan, members: Mapping[str, int], problems: Problems) -> None:
    """What the parts of the file say of each other, and of what the district has."""
    codes = {
        kind.name: {key[-1] for key in kind.stored() | {kind.key(each) for each in plan.kinds[kind.name]}}
        for kind in (FUNDS, PURPOSES, SOURCES)
    }
    keys = UNITS.stored() | {UNITS.key(each) for each in plan.kinds[UNITS.name]}
    units = {kind.value: {code for of, code in keys if of == kind} for kind in UnitKind}
    check_years(plan.years, codes[FUNDS.name], problems)
    check_lines(plan.years, problems)
    _check_people(plan, members, problems)
    _check_clocks(plan.kinds[SOURCES.name], problems)
    check_shares(plan.shares or [], codes[SOURCES.name], units, problems)
    check_how(plan.how or [], codes[PURPOSES.name], problems)
    charts = _charts(plan.years)
    targets = {
        Dimension.SITE.value: units[UnitKind.SITE],
        Dimension.DEPARTMENT.value: units[UnitKind.DEPARTMENT],
        Dimension.PURPOSE.value: codes[PURPOSES.name],
        Dimension.SOURCE.value: codes[SOURCES.name],
    }
    check_rules(plan.rules, targets, charts, problems)
    if any(year.segments is not None for year in plan.years):
        check_stored_rules([each.value for each in Dimension if each not in plan.rules], charts, problems)


def _check_people(plan: Plan, members: Mapping[str, int], problems: Problems) -> None:
    named = [(each, name) for each in plan.kinds[UNITS.name] for name in ("analyst", "supervisor")]
    named += [(each, "email") for each in plan.contacts]
    for each, name in named:
        email = each.values.get(name)
        if email is not None and email not in members:
            problems.error(each.at(name), f"{email} is not a person of this district; add_person comes first")


def _check_clocks(sources: list[Entry], problems: Problems) -> None:
    """The dates of a source follow each other."""
    for each in sources:
        dated = [(name, each.values[name]) for name in ("starts_on", "use_by", "pay_by") if each.values.get(name)]
        for (before, first), (name, last) in pairwise(dated):
            if last < first:
                problems.error(each.at(name), f"{last} is before {before}, {first}")


def _charts(years: list[Year]) -> Charts:
    """The segments of every year, as they will be after the load."""
    charts: dict[int, dict[str, int | None]] = {
        number: {} for number in FiscalYear.objects.values_list("year", flat=True)
    }
    for segment in Segment.objects.select_related("fiscal_year"):
        charts[segment.fiscal_year.year][segment.name] = segment.length
    for year in years:
        charts.setdefault(year.number, {})
        if year.segments is not None:
            charts[year.number] = {
                each.values["name"]: each.values.get("length") for each in year.segments if "name" in each.values
            }
    return charts


def _write(plan: Plan, district: District, members: Mapping[str, int]) -> dict[str, Outcome]:
    """In the order in which one thing names another."""
    for each in plan.kinds[UNITS.name]:
        for name in ("analyst", "supervisor"):
            if name in each.values:
                email = each.values.pop(name)
                each.values[f"{name}_id"] = None if email is None else members[email]
    outcomes = {"settings": write_settings(district, plan.settings)}
    outcomes |= write_years(plan.years)
    outcomes |= {kind.name: kind.write(plan.kinds[kind.name]) for kind in (FUNDS, UNITS, PURPOSES, SOURCES, POOLS)}
    outcomes["source_shares"] = Outcome() if plan.shares is None else write_shares(plan.shares)
    outcomes["rules"] = write_rules(plan.rules)
    outcomes["calendar"] = write_calendar(plan.calendar)
    outcomes["contacts"] = write_contacts(plan.contacts, members)
    outcomes["how_we_do_it"] = Outcome() if plan.how is None else write_how(plan.how)
    outcomes["common_questions"] = Outcome() if plan.questions is None else write_questions(plan.questions)
    return outcomes


def _members(district: District) -> dict[str, int]:
    """Active members by e-mail, in small letters as every user's is kept."""
    rows = Membership.objects.filter(district=district, is_active=True)
    return {email.lower(): pk for email, pk in rows.values_list("user__email", "pk")}


def _record(by: User | None, district: District, loaded: Loaded, file_name: str) -> None:
    facts: dict[str, Any] = {name: outcome.facts() for name, outcome in loaded.outcomes.items() if outcome}
    # Thousands of names of codes are no news; how many there were is.
    if "code_names" in facts:
        facts["code_names"] = loaded.outcomes["code_names"].counts()
    lines = {str(number): year.changed for number, year in loaded.years.items() if year.changed}
    record(by=by, act="structure.load", subject=f"district:{district.slug}", file=file_name, lines=lines, **facts)
