"""Pay privacy from the first load on: nobody's name is stored for what is paid to people."""

import pytest

from accounts.models import District
from budgets.models import Transaction, Vendor
from tests.budgets.domain.imports.feeds import entry, profile

PAY = profile(account={"pay": [{"when": {"segment": "object", "starts_with": "1"}, "pay": "central"}]})
WAGES = entry("010-1150 300 2026-09-15", Vendor="Jo Doe", Text="Overtime Jo Doe", Budget="5000")
PAPER = entry("010-4310 20 2026-09-01", Vendor="Brightline", Text="Paper")


def stored():
    rows = Transaction.objects.filter(superseded_by=None).order_by("measure", "amount")
    return [tuple(row) for row in rows.values_list("measure", "vendor__name", "description")]


def test_payees_and_words_of_pay_are_not_stored(importer):
    importer.load(WAGES, PAPER, by=PAY)
    assert stored() == [
        ("budget", "Jo Doe", "Overtime Jo Doe"),  # what money is for may say so
        ("expenditure", "Brightline", "Paper"),
        ("expenditure", None, ""),
    ]


def test_nobody_who_is_only_paid_is_a_vendor(importer):
    importer.load(WAGES.replace("5000", ""), PAPER, by=PAY)
    assert list(Vendor.objects.values_list("name", flat=True)) == ["Brightline"]


def test_district_may_keep_them(importer):
    District.objects.filter(pk=importer.district.pk).update(keeps_pay_details=True)
    importer.district.refresh_from_db()
    importer.load(WAGES, PAPER, by=PAY)
    assert ("expenditure", "Jo Doe", "Overtime Jo Doe") in stored()


def test_what_is_not_stored_is_no_difference(importer):
    importer.load(WAGES, PAPER, by=PAY)
    done = importer.load(WAGES.replace("Jo Doe", "Kim Roe").replace("5000", "5000.00"), PAPER, by=PAY)
    assert (done.posted, done.unchanged, done.superseded) == (1, 2, 1)  # the words of the budget
    again = importer.load(PAPER, WAGES.replace("Jo Doe", "Kim Roe"), by=PAY)
    assert (again.posted, again.unchanged) == (0, 3)


@pytest.mark.parametrize(("keeps", "posted"), [(True, 1), (False, 0)])
def test_same_bytes_are_read_again_when_the_district_keeps_them_now(importer, keeps, posted):
    path = importer.file(WAGES.replace("5000", ""), PAPER)
    importer.files([path], by=PAY)
    District.objects.filter(pk=importer.district.pk).update(keeps_pay_details=keeps)
    importer.district.refresh_from_db()
    done = importer.files([path], by=PAY)
    assert (done.posted, done.same_bytes) == (posted, not keeps)
