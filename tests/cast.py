"""The cast of the tests: two districts with look-alike codes, and the people who try the doors.

Both districts use the same unit codes, account codes and document numbers; every name and amount of one carries its
marker, so that anything of the other that shows up is caught.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from accounts.choices import Role
from accounts.models import District, Membership, User
from balance.tenancy.scope import district_scope
from budgets.choices import AssignmentRole, ImportOrigin, Kind, Measure, UnitKind, YearState
from budgets.domain.publish import Row, post
from budgets.domain.vendors import ensure_vendors
from budgets.models import Assignment, CutOff, FiscalYear, Line, Pool, Purpose, Segment, Source, Unit

PASSWORD = "correct horse battery"
TODAY = date(2026, 11, 19)
POSTED_THROUGH = date(2026, 11, 18)
LOADED_AT = datetime(2026, 11, 19, 13, 42, tzinfo=UTC)


@dataclass
class Side:
    """One district of the cast, with its units, lines by code and people."""

    district: District
    marker: str
    years: dict[int, FiscalYear] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    people: dict[str, Membership] = field(default_factory=dict)

    def user(self, name: str) -> User:
        return self.people[name].user


@dataclass
class Cast:
    """Ours and theirs. `stranger` is a person of their district, seen from ours."""

    ours: Side
    theirs: Side

    @property
    def stranger(self) -> User:
        return self.theirs.user("principal")


def build() -> Cast:
    """Both districts, written through the app role inside each one's scope."""
    return Cast(
        ours=_side("juniper", "Juniper Unified", "JUNIPERMARK", Decimal("0.00")),
        theirs=_side("cedar", "Cedar Unified", "CEDARMARK", Decimal("7000.11")),
    )


def _side(slug: str, name: str, marker: str, extra: Decimal) -> Side:
    district = District.objects.create(
        slug=slug, name=name, time_zone="America/Los_Angeles", office_email=f"office@{slug}.example"
    )
    side = Side(district, marker)
    with district_scope(district):
        _structure(side)
        _people(side)
        _journal(side, extra)
    return side


def _structure(side: Side) -> None:
    for year, state in ((2026, YearState.CLOSED), (2027, YearState.OPEN)):
        side.years[year] = FiscalYear.objects.create(
            year=year, starts_on=date(year - 1, 7, 1), ends_on=date(year, 6, 30), state=state
        )
        for position, (segment, role) in enumerate(
            [("fund", "fund"), ("resource", "project"), ("object", "object"), ("site", "site")], 1
        ):
            Segment.objects.create(fiscal_year=side.years[year], position=position, name=segment, role=role)
    CutOff.objects.create(fiscal_year=side.years[2027], last_order_on=date(2027, 4, 30))
    for kind, code, unit in (
        (UnitKind.SITE, "214", "Alder Creek"),
        (UnitKind.SITE, "215", "Ridgeline"),
        (UnitKind.DEPARTMENT, "ATH", "Athletics"),
    ):
        side.units[code] = Unit.objects.create(kind=kind, code=code, name=f"{unit} {side.marker}")
    books = Purpose.objects.create(code="books", name=f"Books and supplies {side.marker}", position=1)
    trips = Purpose.objects.create(code="trips", name=f"Trips {side.marker}", position=2)
    title = Source.objects.create(
        code="3010", name="Title I", kind="grant", starts_on=date(2026, 7, 1), use_by=date(2027, 9, 30)
    )
    pool = Pool.objects.create(code="materials/214", name="Materials pool")
    for year in (2026, 2027):
        for code, extras in {
            "010-0000-4310-214": {"site": side.units["214"], "purpose": books, "pool": pool},
            "010-0000-4200-214": {"site": side.units["214"], "purpose": books, "pool": pool},
            "010-0000-5800-214": {"site": side.units["214"], "department": side.units["ATH"], "purpose": trips},
            "010-3010-4310-214": {"site": side.units["214"], "purpose": books, "source": title},
            "010-0000-4310-215": {"site": side.units["215"], "purpose": books},
            "010-0000-4310-999": {"purpose": books},
        }.items():
            line = Line.objects.create(
                fiscal_year=side.years[year],
                code=code,
                segments=code.split("-"),
                name=f"Line {side.marker}",
                fund_code="010",
                **extras,
            )
            if year == 2027:
                side.lines[code] = line


def _people(side: Side) -> None:
    people = {
        "officer": (Role.OFFICE, None),
        "principal": (Role.OWNER, "214"),
        "sibling": (Role.OWNER, "215"),
        "head": (Role.OWNER, "ATH"),
        "viewer": (Role.VIEWER, "214"),
        "assistant": (Role.ASSISTANT, "214"),
        "supervisor": (Role.SUPERVISOR, "215"),
        "report_admin": (Role.REPORT_ADMIN, None),
    }
    for name, (role, unit) in people.items():
        user = User.objects.create_user(
            f"{name}@{side.district.slug}.example", f"{name.title()} {side.marker}", PASSWORD
        )
        side.people[name] = Membership.objects.create(district=side.district, user=user, role=role)
        if unit:
            Assignment.objects.create(
                unit=side.units[unit], membership=side.people[name], role=AssignmentRole(role.value)
            )


def _journal(side: Side, extra: Decimal) -> None:
    """Supplies 10,000 with 1,200 spent and an open order of 300; books over its line inside the pool."""
    vendors = ensure_vendors([("V1", f"Brightline {side.marker}")])
    vendor = vendors["V1", f"Brightline {side.marker}"]
    day = date(2026, 7, 1)
    rows = [
        _row(side, "010-0000-4310-214", Measure.BUDGET, Kind.ORIGINAL, Decimal("10000.00") + extra, day, 1),
        _row(side, "010-0000-4200-214", Measure.BUDGET, Kind.ORIGINAL, Decimal("500.00"), day, 2),
        _row(side, "010-0000-5800-214", Measure.BUDGET, Kind.ORIGINAL, Decimal("2000.00") + extra, day, 3),
        _row(side, "010-3010-4310-214", Measure.BUDGET, Kind.ORIGINAL, Decimal("8000.00") + extra, day, 4),
        _row(side, "010-0000-4310-215", Measure.BUDGET, Kind.ORIGINAL, Decimal("4000.00") + extra, day, 5),
        _row(side, "010-0000-4310-999", Measure.EXPENDITURE, Kind.PAYMENT, Decimal("77.70") + extra, day, 6),
        _row(
            side, "010-0000-4310-214", Measure.ENCUMBRANCE, Kind.OPEN, Decimal("1500.00"), date(2026, 9, 1), 7, vendor
        ),
        _row(
            side,
            "010-0000-4310-214",
            Measure.ENCUMBRANCE,
            Kind.RELIEF,
            Decimal("-1200.00"),
            date(2026, 10, 5),
            8,
            vendor,
        ),
        _row(
            side,
            "010-0000-4310-214",
            Measure.EXPENDITURE,
            Kind.PAYMENT,
            Decimal("1200.00"),
            date(2026, 10, 5),
            8,
            vendor,
        ),
        _row(
            side,
            "010-0000-4200-214",
            Measure.EXPENDITURE,
            Kind.PAYMENT,
            Decimal("742.50"),
            date(2026, 11, 2),
            9,
            vendor,
        ),
        _row(
            side, "010-0000-5800-214", Measure.EXPENDITURE, Kind.PAYMENT, Decimal("316.40"), POSTED_THROUGH, 10, vendor
        ),
    ]
    post(
        by=None,
        fiscal_year=side.years[2027],
        origin=ImportOrigin.FILE,
        rows=rows,
        posted_through=POSTED_THROUGH,
        published_at=LOADED_AT,
        file_name="ledger.csv",
        ties_to="the ledger report of Nov 18",
        tied_on=POSTED_THROUGH,
    )


def _row(
    side: Side, code: str, measure: Measure, kind: Kind, amount: Decimal, day: date, row: int, vendor: int | None = None
) -> Row:
    return Row(
        line_id=side.lines[code].pk,
        measure=measure,
        kind=kind,
        amount=amount,
        posted_on=day,
        order_number="PO 27-0112" if measure == Measure.ENCUMBRANCE or row == 8 else "",
        document=f"DOC {row}",
        vendor_id=vendor,
        description=f"{side.marker} row {row}",
        row=row,
    )
