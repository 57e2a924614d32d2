"""Random ledgers of one district, and what a filter finds in them, looked up row by row in plain Python."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from accounts.models import District, Membership, User
from balance.money import ZERO
from budgets.choices import KINDS, Measure
from budgets.domain.vendors import ensure_vendors
from budgets.models import Assignment, Line, OrderBalance, Transaction, Unit
from budgets.queries.entry_filter import NOTHING
from tests.budgets.ledger import supersede
from tests.budgets.queries.units import department, pool, purpose, site, source

DAYS = [None, date(2026, 6, 30), date(2026, 7, 1), date(2026, 9, 1), date(2026, 9, 2), date(2026, 11, 18),
        date(2027, 6, 30), date(2027, 7, 9)]  # fmt: skip
VENDORS = ("Brightline School Supply", "Harbor Books", "100% Paper_Co")
TEXTS = ("Paper for room 7", "Blanket: repairs", "50% of it", "")
ANY_LEDGER = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
SUM_OF = {"budget": "budgeted", "expenditure": "spent", "encumbrance": "promised", "request": "requested"}


@st.composite
def movement(draw):
    """One transaction of a file: any measure, any of its kinds, an amount that is not zero."""
    measure = draw(st.sampled_from(list(Measure)))
    cents = draw(st.integers(-500_00, 500_00).filter(bool))
    return {
        "line": draw(st.integers(0, 7)),
        "measure": measure,
        "kind": draw(st.sampled_from(KINDS[measure])),
        "amount": Decimal(draw(st.sampled_from([cents, 12_345, -12_345, 10_000, -10_000]))) / 100,
        "posted_on": draw(st.sampled_from(DAYS)),
        "order_number": draw(st.sampled_from(["", "PO-1", "PO-2"])),
        "document": draw(st.sampled_from(["", "INV 1", "INV 2"])),
        "description": draw(st.sampled_from(TEXTS)),
        "vendor": draw(st.sampled_from([None, *VENDORS])),
        "row": draw(st.integers(0, 3)),
    }


FILES = st.lists(st.lists(movement(), min_size=8, max_size=14), min_size=1, max_size=3)


@dataclass
class World:
    """A district with eight lines of every kind, an officer and the owner of one site."""

    district: District
    lines: list[Line]
    officer: Membership
    owner: Membership


def build(books):
    """The lines: two of a pool, one of a department too, one restricted, one of each pay, one without a purpose, and
    one of a fund and of no unit."""
    kinds = [
        {"site": site(), "purpose": purpose("books"), "pool": pool()},
        {"site": site(), "purpose": purpose("books"), "pool": pool()},
        {"site": site(), "department": department(), "purpose": purpose("trips")},
        {"site": site(), "purpose": purpose("books"), "source": source("3010")},
        {"site": site(), "purpose": purpose("people"), "pay": "unit"},
        {"site": site(), "purpose": purpose("people"), "pay": "central"},
        {"site": site("215"), "purpose": None},
        {"purpose": purpose("books")},
    ]
    Unit.objects.filter(pk=site().pk).update(area="North")
    lines = [books.line(f"{20 if number == 7 else 10:03}-{number}", **fields) for number, fields in enumerate(kinds)]
    people = [
        Membership.objects.create(
            district=books.district, user=User.objects.create_user(f"{role}@x.example", role, "x"), role=role
        )
        for role in ("office", "owner")
    ]
    Assignment.objects.create(unit=site(), membership=people[1], role="owner")
    return World(books.district, lines, *people)


def load(books, world, files):
    """Each file is a batch of its own; a third one replaces the first."""
    batches = []
    vendors = ensure_vendors([("", name) for name in VENDORS])
    for file in files:
        rows = []
        for moved in file:
            fields = {name: value for name, value in moved.items() if name not in ("line", "vendor")}
            line, vendor = world.lines[moved["line"]], moved["vendor"]
            row = books.row(f"{line.code} budget original 1")
            rows.append(replace(row, line_id=line.pk, vendor_id=vendor and vendors["", vendor], **fields))
        batches.append(books.publish(rows))
    if len(batches) == 3:
        supersede(batches[0], batches[2])


def decidable(line, district):
    return line.source_id is None and (line.pay == "" or (line.pay == "unit" and not district.pay_is_set_aside))


def picks(asked, line, world, member):
    """Whether the filter leaves the line in for that person."""
    by_decide = {
        "": True,
        "1": decidable(line, world.district),
        "0": not decidable(line, world.district) and line.pay != "central",
        "own": line.pay != "central",
        "pay": line.pay == "unit",
        "central": line.pay == "central",
    }
    named = all(
        not getattr(asked, name)
        or getattr(asked, name) == (getattr(line, name).code if getattr(line, f"{name}_id") else NOTHING)
        for name in ("purpose", "source", "pool")
    )
    unit = not asked.unit or (
        getattr(line, f"{asked.unit_kind}_id") and getattr(line, asked.unit_kind).code == asked.unit
    )
    units = {"sites": line.site_id, "departments": line.department_id}
    of_units = {"": True, "none": not any(units.values())} | {name: bool(pk) for name, pk in units.items()}
    areas = {name: (pk and ("North" if pk == site().pk else NOTHING)) for name, pk in units.items()}
    in_area = asked.area in areas.values() if not asked.units else asked.area == areas.get(asked.units)
    fund = asked.fund in ("", line.fund_code or NOTHING)
    placed = of_units[asked.units] and (not asked.area or asked.units == NOTHING or in_area) and fund
    seen = member == world.officer or line.site_id == site().pk
    told = not (asked.by_detail and line.pay)
    return bool(
        by_decide[asked.decide] and placed and named and unit and seen and told and asked.line in ("", line.code)
    )


def fits(asked, row, residue, *, held):
    """Whether a row is one of the filter's."""
    promised_left = row.measure != "encumbrance" or residue > 0
    in_left = row.measure != "request" or held
    by_measure = {
        "": True,
        "original": row.kind == "original",
        "revised": row.measure == "budget",
        "requested": row.measure == "request",
        "expended": row.measure == "expenditure",
        "encumbered": row.measure == "encumbrance",
        "encumbered_carried_in": row.kind == "opening",
        "encumbered_activity": row.measure == "encumbrance" and row.kind != "opening",
        "open_orders": row.measure == "encumbrance" and residue > 0,
        "relief_without_order": row.measure == "encumbrance" and residue < 0,
        "left": in_left and promised_left,
        "available": in_left,
    }
    vendor = row.vendor.name if row.vendor_id else ""
    said = " ".join([vendor, row.document, row.order_number, row.description]).lower()
    return (
        by_measure[asked.measure]
        and (not asked.vendor or asked.vendor.lower() == (vendor or NOTHING).lower())
        and asked.order in ("", NOTHING if row.line.pay else row.order_number or NOTHING)
        and asked.document in ("", row.document)
        and (not asked.amounts or asked.amounts.low <= abs(row.amount) <= asked.amounts.high)
        and (not asked.since or bool(row.posted_on and row.posted_on >= asked.since))
        and (not asked.until or bool(row.posted_on and row.posted_on <= asked.until))
        and all(word.lower() in said for word in asked.q.split())
    )


def found_by_hand(asked, world, member, *, held):
    """Of each entry: line, day and what it moved; a list, for two entries may look alike."""
    residues = {(each.line_id, each.order_number): each.residue for each in OrderBalance.objects.all()}
    entries = defaultdict(lambda: defaultdict(lambda: ZERO))
    for row in Transaction.objects.filter(superseded_by=None).select_related("line", "vendor"):
        residue = residues.get((row.line_id, row.order_number), ZERO)
        if picks(asked, row.line, world, member) and fits(asked, row, residue, held=held):
            entries[_key(row)][SUM_OF[row.measure]] += row.amount
    return sorted((key[0], str(key[1]), *(moved[name] for name in SUM_OF.values())) for key, moved in entries.items())


def _key(row):
    if row.line.pay:
        return row.line.code, row.posted_on, row.measure[0]  # budget, e… and request
    return row.line.code, row.posted_on, row.source_import_id, row.row, 0 if row.row else row.id
