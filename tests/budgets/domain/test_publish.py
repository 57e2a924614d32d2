"""Publishing: every field arrives as it was, all rows or none, one load at a time."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEvent, District, User
from balance.money import NotWholeCents
from balance.tenancy.scope import NoDistrictScope, district_scope, no_scope
from budgets.choices import KINDS, ImportOrigin, ImportState, Kind, Measure, Pay
from budgets.domain.publish import COLUMNS, Row, post
from budgets.domain.vendors import ensure_vendors
from budgets.models import Import, LineBalance, Transaction, Vendor
from budgets.queries.proof import differences
from tests.budgets.ledger import Books

AWKWARD = [
    "",
    "plain",
    "a,b",
    'say "now"',
    '"',
    '""',
    "two\nlines",
    "carriage\r\nreturn",
    "back\\slash",
    "\\.",
    "line\n\\.\nend",
    "\\N",
    "NULL",
    "\ttab",
    "  spaces around  ",
    "'; drop table budgets_line; --",
    "%s %(x)s {}",
    "naïve Ünïcode – 学校 🎓",
    "=1+1",
    "x" * 255,
]


def test_every_field_arrives_as_it_was(books):
    vendor = ensure_vendors([("V1", "Brightline")])["V1", "Brightline"]
    row = Row(
        line_id=books.line("010-4310").pk,
        measure=Measure.ENCUMBRANCE,
        kind=Kind.OPENING,
        amount=Decimal("-1184.60"),
        posted_on=date(2026, 7, 1),
        period=0,
        order_number="PO 27-0112",
        document="INV 9",
        vendor_id=vendor,
        description="Microscopes",
        origin_year=2026,
        row=17,
    )
    batch = books.publish([row])
    kept = Transaction.objects.get()
    assert {name: getattr(kept, name) for name in COLUMNS} == asdict(row)
    assert (kept.source_import, kept.superseded_by, kept.district_id) == (batch, None, books.district.pk)


def test_fields_that_are_not_given_stay_empty(books):
    books.publish([Row(books.line("010-4310").pk, Measure.BUDGET, Kind.ORIGINAL, Decimal(1))])
    kept = Transaction.objects.get()
    empty = ("posted_on", "period", "vendor_id", "origin_year", "order_number", "document", "description", "row")
    assert [getattr(kept, name) for name in empty] == [None] * 4 + [""] * 3 + [0]


def test_awkward_text_survives_the_copy(books):
    row = books.row("010-4310 expenditure payment 1")
    books.publish(
        replace(row, description=text, document=text[:60], row=number) for number, text in enumerate(AWKWARD, 1)
    )
    kept = Transaction.objects.order_by("row").values_list("description", "document")
    assert list(kept) == [(text, text[:60]) for text in AWKWARD]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60), min_size=1, max_size=8))
def test_any_text_survives_the_copy(books, texts):
    with transaction.atomic():
        row = books.row("010-4310 expenditure payment 1")
        batch = books.publish(
            replace(row, description=text, order_number=text, row=number) for number, text in enumerate(texts, 1)
        )
        kept = Transaction.objects.filter(source_import=batch).order_by("row")
        assert list(kept.values_list("description", "order_number")) == [(text, text) for text in texts]
        transaction.set_rollback(True)


def test_equal_rows_are_both_kept(books):
    """Two equal rows of one file are two entries (architecture.md, Imports)."""
    batch = books.post(*["010-4310 expenditure payment 12.50"] * 2)
    assert batch.counts == {"posted": 2, "totals": {"expenditure": "25.00"}}
    assert books.balance("010-4310").expended == 25


def test_load_says_what_it_is(books):
    by = User.objects.create_user("office@juniper.example", "Robin")
    with time_machine.travel(datetime(2026, 11, 19, 13, 42, tzinfo=UTC), tick=False):
        batch = post(
            by=by,
            fiscal_year=books.years[2027],
            origin=ImportOrigin.FILE,
            rows=[
                books.row("010-4310 budget original 100"),
                books.row("010-4310 budget transfer -40"),
                books.row("010-4310 request open 5.05"),
            ],
            posted_through=date(2026, 11, 18),
            file_name="ledger.csv",
            ties_to="the ledger report of Nov 18",
            tied_on=date(2026, 11, 18),
        )
    batch.refresh_from_db()
    assert (batch.number, batch.state, batch.origin, batch.by) == (1, ImportState.PUBLISHED, ImportOrigin.FILE, by)
    assert batch.published_at == datetime(2026, 11, 19, 13, 42, tzinfo=UTC)
    assert (batch.posted_through, batch.tied_on) == (date(2026, 11, 18), date(2026, 11, 18))
    assert batch.files == [{"name": "ledger.csv", "sha256": "", "bytes": None}]
    assert batch.ties_to == "the ledger report of Nov 18"
    assert batch.counts == {"posted": 3, "totals": {"budget": "60.00", "request": "5.05"}}
    event = AuditEvent.objects.get()
    assert (event.by, event.act, event.subject) == (by, "import.publish", "import:1")
    assert event.facts == {"posted": 3, "totals": {"budget": "60.00", "request": "5.05"}}


def test_load_of_no_rows_is_a_load(books):
    batch = books.publish([])
    assert batch.counts == {"posted": 0, "totals": {}}
    assert LineBalance.objects.count() == 0


def test_loads_are_numbered_in_each_district(books):
    assert [books.post("010-4310 budget original 1").number for _ in range(3)] == [1, 2, 3]
    with no_scope():
        other = District.objects.create(slug="cedar", name="Cedar Unified")
    with transaction.atomic(), no_scope(), district_scope(other):
        assert Books.open(other).post("010-4310 budget original 1").number == 1


def test_two_loads_in_one_transaction_do_not_mix(books):
    with transaction.atomic():
        books.post("010-4310 budget original 1")
        books.post("010-4200 budget original 2")
    assert [batch.counts["posted"] for batch in Import.objects.order_by("number")] == [1, 1]


ALLOWED = {(measure.value, kind.value) for measure, kinds in KINDS.items() for kind in kinds}


def test_kind_that_does_not_fit_the_measure_is_refused(books):
    line = books.line("010-4310").pk
    accepted = set()
    for measure in Measure:
        for kind in Kind:
            try:
                with transaction.atomic():
                    books.publish([Row(line, measure, kind, Decimal(1))])
                    accepted.add((measure.value, kind.value))
                    transaction.set_rollback(True)
            except IntegrityError as error:
                assert "transaction_kind_fits_measure" in str(error)
    assert accepted == ALLOWED
    assert len(ALLOWED) == 22


@pytest.mark.parametrize("period", [-1, 15])
def test_period_beyond_14_is_refused(books, period):
    with pytest.raises(IntegrityError), transaction.atomic():
        books.post("010-4310 budget original 1", period=period)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"amount": Decimal("0.001")}, NotWholeCents),
        ({"amount": Decimal("NaN")}, NotWholeCents),
        ({"line_id": 2**40}, IntegrityError),
        ({"vendor_id": 2**40}, IntegrityError),
        ({"kind": Kind.OPEN}, IntegrityError),
    ],
    ids=str,
)
def test_one_wrong_row_publishes_nothing(books, wrong, error):
    rows = [books.row("010-4310 budget original 1", row=number) for number in range(1, 50)]
    with pytest.raises(error):
        books.publish([*rows, replace(rows[0], **wrong)])
    assert (Import.objects.count(), Transaction.objects.count(), LineBalance.objects.count()) == (0, 0, 0)
    assert AuditEvent.objects.count() == 0
    assert books.publish(rows).number == 1
    assert differences() == []


def test_line_of_another_district_is_refused(books):
    with no_scope():
        other = District.objects.create(slug="cedar", name="Cedar Unified")
    with transaction.atomic(), no_scope(), district_scope(other):
        foreign = Books.open(other).line("010-4310").pk
    with pytest.raises(IntegrityError):
        books.publish([Row(foreign, Measure.BUDGET, Kind.ORIGINAL, Decimal(1))])


def test_publishing_outside_a_district_is_refused(books):
    with no_scope(), pytest.raises(NoDistrictScope):
        books.publish([])


def test_vendors_are_found_by_number_and_name_together(books):
    first = ensure_vendors([("V1", "Brightline"), ("V1", "Brightline Books"), ("", "Pat Lee"), ("V1", "Brightline")])
    assert set(first) == {("V1", "Brightline"), ("V1", "Brightline Books"), ("", "Pat Lee")}
    assert len(set(first.values())) == Vendor.objects.count() == 3
    assert ensure_vendors([("V1", "Brightline"), ("V2", "Apex")]) == {
        ("V1", "Brightline"): first["V1", "Brightline"],
        ("V2", "Apex"): Vendor.objects.get(number="V2").pk,
    }


@pytest.mark.parametrize(("keeps", "kept"), [(False, (None, "")), (True, ("Jo Doe", "Overtime, Jo Doe"))])
def test_names_on_pay_lines_are_stored_only_where_the_district_keeps_them(books, keeps, kept):
    """Pay privacy from the first load: what is not stored cannot be shown. A budget change keeps its words."""
    District.objects.filter(pk=books.district.pk).update(keeps_pay_details=keeps)
    vendor = ensure_vendors([("V1", "Jo Doe")])["V1", "Jo Doe"]
    named = {"vendor_id": vendor, "description": "Overtime, Jo Doe"}
    books.line("010-1150", pay=Pay.UNIT)
    books.post("010-1150 expenditure payroll 20", "010-1150 encumbrance open 5", **named)
    books.post("010-1150 budget original 100", "010-4310 expenditure payment 7", **named)
    stored = Transaction.objects.order_by("id").values_list("vendor__name", "description")
    assert list(stored) == [kept, kept, ("Jo Doe", "Overtime, Jo Doe"), ("Jo Doe", "Overtime, Jo Doe")]
