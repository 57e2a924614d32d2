"""Balance reports: totals equal the district's report to the cent, and detail never counts twice."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from budgets.choices import ImportState, Kind, Measure
from budgets.domain.reported import Reported, itemize, report
from budgets.models import Import, ReportedBalance, Transaction
from budgets.queries.proof import differences

LINE = "010-4310"
NOV, DEC = date(2026, 11, 30), date(2026, 12, 31)


def tell(books, *items, as_of=NOV):
    """A report as a load of its own: (line, measure, amount)."""
    batch = books.publish([])
    report(
        batch=batch,
        balances=[
            Reported(books.line(code).pk, Measure(measure), as_of, Decimal(str(x))) for code, measure, x in items
        ],
    )
    return batch


def unitemized():
    """The live rows that stand for what detail does not explain: (line, measure, amount, date)."""
    rows = Transaction.objects.filter(kind=Kind.UNITEMIZED, superseded_by=None).order_by("line__code", "measure")
    return list(rows.values_list("line__code", "measure", "amount", "posted_on"))


def test_report_alone_is_the_balance(books):
    tell(
        books,
        (LINE, "budget", 9000),
        (LINE, "expenditure", "1234.56"),
        (LINE, "encumbrance", 300),
        (LINE, "request", 5),
    )
    line = books.balance(LINE)
    assert (line.revised, line.expended, line.encumbered, line.requested) == (9000, Decimal("1234.56"), 300, 5)
    assert (line.original, line.open_orders, line.left) == (0, 300, Decimal("7465.44"))
    assert unitemized() == [
        (LINE, "budget", 9000, NOV),
        (LINE, "encumbrance", 300, NOV),
        (LINE, "expenditure", Decimal("1234.56"), NOV),
        (LINE, "request", 5, NOV),
    ]
    assert differences() == []


def test_report_beside_detail_posts_the_rest_only(books):
    books.post(f"{LINE} expenditure payment 200")
    tell(books, (LINE, "expenditure", 1000))
    assert unitemized() == [(LINE, "expenditure", 800, NOV)]
    assert books.balance(LINE).expended == 1000


def test_report_that_detail_explains_posts_nothing(books):
    books.post(f"{LINE} expenditure payment 1000")
    tell(books, (LINE, "expenditure", 1000))
    assert unitemized() == []
    assert ReportedBalance.objects.count() == 1


def test_report_below_detail_posts_a_negative_rest(books):
    books.post(f"{LINE} expenditure payment 1000")
    tell(books, (LINE, "expenditure", "999.99"))
    assert unitemized() == [(LINE, "expenditure", Decimal("-0.01"), NOV)]
    assert books.balance(LINE).expended == Decimal("999.99")


def test_detail_that_arrives_later_shrinks_the_rest_and_leaves_the_total(books):
    tell(books, (LINE, "expenditure", 1000))
    for paid, rest in ((300, 700), (600, 100), (100, 0)):
        books.post(f"{LINE} expenditure payment {paid}")
        assert unitemized() == ([(LINE, "expenditure", rest, NOV)] if rest else [])
        assert books.balance(LINE).expended == 1000
        assert differences() == []
    books.post(f"{LINE} expenditure refund -50")
    assert unitemized() == [(LINE, "expenditure", 50, NOV)]


def test_detail_after_the_date_of_the_report_adds_up(books):
    tell(books, (LINE, "expenditure", 1000))
    books.post(f"{LINE} expenditure payment 40", posted_on=date(2026, 12, 1))
    assert unitemized() == [(LINE, "expenditure", 1000, NOV)]
    assert books.balance(LINE).expended == 1040
    books.post(f"{LINE} expenditure payment 60", posted_on=NOV)
    assert unitemized() == [(LINE, "expenditure", 940, NOV)]
    assert books.balance(LINE).expended == 1040


def test_detail_without_a_date_counts_as_explained(books):
    tell(books, (LINE, "expenditure", 1000))
    books.post(f"{LINE} expenditure payment 40", posted_on=None)
    assert unitemized() == [(LINE, "expenditure", 960, NOV)]


def test_newer_report_replaces_the_older(books):
    books.post(f"{LINE} expenditure payment 250")
    tell(books, (LINE, "expenditure", 1000))
    tell(books, (LINE, "expenditure", 1400), as_of=DEC)
    assert unitemized() == [(LINE, "expenditure", 1150, DEC)]
    assert books.balance(LINE).expended == 1400
    assert ReportedBalance.objects.count() == 2
    assert Transaction.objects.filter(kind=Kind.UNITEMIZED).count() == 2


def test_same_figure_of_a_newer_report_moves_its_date(books):
    tell(books, (LINE, "expenditure", 1000))
    tell(books, (LINE, "expenditure", 1000), as_of=DEC)
    assert unitemized() == [(LINE, "expenditure", 1000, DEC)]
    books.post(f"{LINE} expenditure payment 40", posted_on=date(2026, 12, 1))
    assert books.balance(LINE).expended == 1000


def test_corrected_report_of_the_same_date_wins(books):
    tell(books, (LINE, "expenditure", 1000))
    tell(books, (LINE, "expenditure", 900))
    assert unitemized() == [(LINE, "expenditure", 900, NOV)]


def test_older_report_that_arrives_late_changes_nothing(books):
    tell(books, (LINE, "expenditure", 1400), as_of=DEC)
    tell(books, (LINE, "expenditure", 1000), as_of=NOV)
    assert unitemized() == [(LINE, "expenditure", 1400, DEC)]


def test_same_report_again_posts_nothing_more(books):
    books.post(f"{LINE} expenditure payment 250")
    tell(books, (LINE, "expenditure", 1000), (LINE, "budget", 5000))
    rows = Transaction.objects.count()
    tell(books, (LINE, "expenditure", 1000), (LINE, "budget", 5000))
    itemize(batch=Import.objects.latest("number"), line_ids=[books.line(LINE).pk])
    assert Transaction.objects.count() == rows


def test_report_of_zero_takes_the_rest_away(books):
    tell(books, (LINE, "expenditure", 1000))
    tell(books, (LINE, "expenditure", 0), as_of=DEC)
    assert unitemized() == []
    assert books.balance(LINE).expended == 0


def test_report_of_one_measure_and_line_leaves_the_others(books):
    tell(books, (LINE, "expenditure", 1000), (LINE, "budget", 5000), ("010-4200", "expenditure", 70))
    books.post(f"{LINE} expenditure payment 300")
    assert unitemized() == [
        ("010-4200", "expenditure", 70, NOV),
        (LINE, "budget", 5000, NOV),
        (LINE, "expenditure", 700, NOV),
    ]


def test_withdrawn_report_counts_no_more(books):
    tell(books, (LINE, "expenditure", 1000))
    late = tell(books, (LINE, "expenditure", 1400), as_of=DEC)
    Import.objects.filter(pk=late.pk).update(state=ImportState.WITHDRAWN)
    books.post(f"{LINE} expenditure payment 300")
    assert unitemized() == [(LINE, "expenditure", 700, NOV)]
    assert books.balance(LINE).expended == 1000


def test_rest_that_changes_belongs_to_the_load_that_changed_it(books):
    first = tell(books, (LINE, "expenditure", 1000))
    second = books.post(f"{LINE} expenditure payment 300")
    rows = Transaction.objects.filter(kind=Kind.UNITEMIZED).order_by("id")
    assert list(rows.values_list("amount", "source_import", "superseded_by")) == [
        (1000, first.pk, second.pk),
        (700, second.pk, None),
    ]


def test_report_of_a_line_twice_in_one_load_is_refused(books):
    with pytest.raises(IntegrityError, match="reported_balance_once_per_import"), transaction.atomic():
        tell(books, (LINE, "expenditure", 1000), (LINE, "expenditure", 900))


def test_report_that_was_kept_is_never_changed(books):
    tell(books, (LINE, "expenditure", 1000))
    for statement in (ReportedBalance.objects.all().delete, lambda: ReportedBalance.objects.update(amount=1)):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            statement()
    assert ReportedBalance.objects.get().amount == 1000
