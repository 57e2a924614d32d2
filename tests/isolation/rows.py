"""The cast with at least one row of each district in every owned table, so that no test passes over an empty one."""

from datetime import date
from decimal import Decimal

from django.apps import apps
from django.db import connection

from accounts.models import Contact
from balance.tenancy.models import OwnedModel
from balance.tenancy.scope import district_scope
from budgets.choices import Measure
from budgets.models import (
    Baseline,
    CalendarStretch,
    Check,
    CodeName,
    CommonQuestion,
    Fund,
    HowWeDoIt,
    Import,
    LineRule,
    Look,
    MarkedRight,
    OddEntry,
    Question,
    ReportedBalance,
    Segment,
    SourceShare,
    Transaction,
    Unit,
    UnitStanding,
    YearStanding,
)
from tests.cast import LOADED_AT, Cast, Side, build

OWNED = sorted((model for model in apps.get_models() if issubclass(model, OwnedModel)), key=lambda m: m._meta.db_table)
OWNED_TABLES = [model._meta.db_table for model in OWNED]


def filled() -> Cast:
    """The cast, and in each district a row of every table that the cast leaves empty."""
    cast = build()
    for side in (cast.ours, cast.theirs):
        with district_scope(side.district):
            _fill(side)
    return cast


def _fill(side: Side) -> None:
    Fund.objects.create(code="010", name=f"General {side.marker}")
    CalendarStretch.objects.create(
        kind="holiday", name=f"Break {side.marker}", starts_on=date(2026, 12, 21), ends_on=date(2027, 1, 1)
    )
    CodeName.objects.create(
        segment=Segment.objects.get(fiscal_year__year=2027, name="object"), code="4310", name=f"Supplies {side.marker}"
    )
    LineRule.objects.create(dimension="site", position=1, conditions=[], target="214")
    Contact.objects.create(membership=side.people["principal"], title=f"Principal {side.marker}")
    Unit.objects.filter(code="214").update(analyst=side.people["officer"], supervisor=side.people["supervisor"])
    line = side.lines["010-3010-4310-214"]
    SourceShare.objects.create(source=line.source, unit=side.units["214"], at_risk=Decimal("16000.00"))
    ReportedBalance.objects.create(
        line=line,
        measure=Measure.EXPENDITURE,
        as_of=date(2026, 11, 18),
        amount=Decimal("0.00"),
        source_import=Import.objects.get(),
    )
    load = Import.objects.get()
    Baseline.objects.create(fiscal_year=load.fiscal_year, feed="entries", load=load, found={})
    HowWeDoIt.objects.create(purpose=side.lines["010-0000-4310-214"].purpose, text=f"Ask Purchasing {side.marker}")
    CommonQuestion.objects.create(position=1, heading="Orders", question=f"Where is it {side.marker}", answer="Soon.")
    _attention(side)


def _attention(side: Side) -> None:
    unit, owner, year = side.units["214"], side.people["principal"], side.years[2027]
    Look.objects.create(unit=unit, membership=owner, role="owner", on=date(2026, 11, 6), load=1)
    said = {"role": "owner", "at": LOADED_AT, "on": date(2026, 11, 6), "answer": "question"}
    Question.objects.create(
        asked_in=Check.objects.create(unit=unit, membership=owner, **said), unit=unit, at=LOADED_AT,
        text=f"Why so much {side.marker}?", figure="Left", amount=Decimal("1.00"), page="http://testserver/",
        sent_to=side.district.office_email, sent_at=LOADED_AT, answered_at=LOADED_AT,
        answered_by=side.people["officer"], answer=f"Because {side.marker}.",
    )  # fmt: skip
    MarkedRight.objects.create(
        unit=unit, fiscal_year=year, item="over:line:x", amount=Decimal("1.00"), title=f"Over {side.marker}",
        membership=owner, at=LOADED_AT,
    )  # fmt: skip
    _, one, other = Transaction.objects.order_by("id").values_list("id", flat=True)[:3]
    OddEntry.objects.create(
        kind="twice", line=side.lines["010-0000-4310-214"], transaction_id=one, other_id=other,
        noticed_in=Import.objects.get(),
    )  # fmt: skip
    # Last of all: whatever is written before makes it go.
    YearStanding.objects.create(fiscal_year=year, stamp=f"1 {side.marker}")
    UnitStanding.objects.create(fiscal_year=year, unit=unit, verdict="over", rank=0, worst=f"Pool {side.marker}")


def set_context(value: str) -> None:
    """Says, in plain SQL, which district the policies of row-level security let through."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('balance.district', %s, true)", [value])


def fetch(sql: str, params: object = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def content(district_id: int) -> dict[str, list[tuple]]:
    """Every row of a district in every owned table, read in its own context."""
    set_context(str(district_id))
    found = {table: fetch(f'select t::text from "{table}" t order by 1') for table in OWNED_TABLES}
    set_context("")
    return found
