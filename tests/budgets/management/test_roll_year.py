"""`roll_year` from the command line: what it did in one sentence, and why it did not."""

import pytest
from django.core.management import CommandError, call_command

from budgets.models import Import


@pytest.fixture
def ledger(books):
    books.post("010-4310 encumbrance open 700 881", "010-4310 encumbrance relief -20 R-9", year=2026)
    return books


def run(capsys, *options, slug="juniper", years=("2026", "2027")):
    call_command("roll_year", "--district", slug, "--from", years[0], "--to", years[1], *options)
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("orders", "posted", "revised", "encumbered"),
    [
        ("carry", "posted $680.00, carried in $680.00", 0, 680),
        ("carry-with-budget", "posted $680.00, carried in $680.00", 680, 680),
        ("cancel", "posted $0.00, carried in $0.00", 0, 0),
    ],
)
def test_rule_that_is_given(ledger, capsys, orders, posted, revised, encumbered):
    assert run(capsys, "--orders", orders) == f"2 order and line residues of 2025–26: {posted}.\n"
    line = ledger.balance("010-4310")
    assert (line.revised, line.encumbered) == (revised, encumbered)


def test_again_posts_only_the_difference(ledger, capsys):
    run(capsys)
    ledger.post("010-4310 encumbrance relief -100 881", year=2026)
    assert run(capsys) == "2 order and line residues of 2025–26: posted −$100.00, carried in $580.00.\n"
    assert run(capsys) == "2 order and line residues of 2025–26: posted $0.00, carried in $580.00.\n"
    assert ledger.balance("010-4310").encumbered == 580


def test_rule_of_the_district_where_none_is_given(ledger, capsys):
    ledger.district.year_end_orders = "cancel"
    ledger.district.save()
    assert run(capsys) == "2 order and line residues of 2025–26: posted $0.00, carried in $0.00.\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"slug": "nowhere"}, "There is no district 'nowhere'."),
        ({"years": ("2025", "2026")}, "There is no fiscal year 2025 in this district."),
        ({"years": ("2027", "2028")}, "There is no fiscal year 2028 in this district."),
        ({"years": ("2027", "2026")}, "Orders of 2026–27 go into the year after it, not into 2025–26."),
    ],
)
def test_reason_why_not(ledger, capsys, options, message):
    loads = Import.objects.count()
    with pytest.raises(CommandError) as caught:
        run(capsys, **options)
    assert str(caught.value) == message
    assert Import.objects.count() == loads


def test_district_whose_files_bring_the_orders(ledger, capsys):
    ledger.district.file_brings_orders = True
    ledger.district.save()
    with pytest.raises(CommandError, match="The files of Juniper Unified bring last year's open orders themselves"):
        run(capsys)


def test_rule_that_is_not_on_the_list(ledger, capsys):
    with pytest.raises(CommandError, match="invalid choice: 'keep'"):
        run(capsys, "--orders", "keep")
