import pytest

from budgets.domain.profiles import vendors
from tests.budgets.domain.profiles.files import ledger

BOTH = {"number": "No", "name": "Vendor"}
HEAD = "Fund,Object,No,Vendor,Amount\n"


def rows(*cells: str) -> str:
    return HEAD + "".join(f"1,4310,{each},1.00\n" for each in cells)


def found_in(reads, vendor, file, **parts):
    found = reads(ledger(vendor=vendor, **parts), file)
    assert found.problems == []
    return [entry.vendor for entry in found.entries], found.reading.vendors


def test_each_vendor_is_there_once(reads):
    entries, all_ = found_in(reads, BOTH, rows("17,School Depot", "17,School Depot   ", "18,School Depot", ","))
    assert entries == [("17", "School Depot"), ("17", "School Depot"), ("18", "School Depot"), None]
    assert all_ == [("17", "School Depot"), ("18", "School Depot")]


@pytest.mark.parametrize(
    ("cells", "vendor"),
    [
        ("17,", ("17", "17")),
        (",Depot", ("", "Depot")),
        ("'017,Depot", ("017", "Depot")),
        ("         ,\xa0", None),
        ("A\\B,C\\D", ("A\\B", "C\\D")),
    ],
)
def test_vendor_of_half_a_row(reads, cells, vendor):
    assert found_in(reads, BOTH, rows(cells))[0] == [vendor]


def test_number_or_name_alone(reads):
    assert found_in(reads, {"number": "No"}, rows("17,Depot"))[0] == [("17", "17")]
    assert found_in(reads, {"name": "Vendor"}, rows("17,Depot"))[0] == [("", "Depot")]


def test_number_and_name_in_one_cell(reads):
    """With non-breaking spaces, where ordinary ones were expected."""
    parts = {
        "number": {"column": "Vendor", "pattern": r"^(\d+) "},
        "name": {"column": "Vendor", "pattern": r"^(?:\d+ )?(.+)$"},
    }
    file = rows(",\xa0 3164\xa0BANK OF PINES ", ",BANK")
    assert found_in(reads, {"number": "number", "name": "name"}, file, parts=parts)[0] == [
        ("3164", "BANK OF PINES"),
        ("", "BANK"),
    ]


HIDE = BOTH | {"hide": {"column": "No", "starts_with": "E"}}


def test_hidden_vendor_is_kept_nowhere(reads):
    entries, all_ = found_in(reads, HIDE, rows("E7,Jane Roe", "17,Depot", "E8,John Doe", ","))
    assert entries == [("", "Name withheld"), ("17", "Depot"), ("", "Name withheld"), None]
    assert all_ == [("", "Name withheld"), ("17", "Depot")]


def test_vendor_is_hidden_by_the_account_too(reads):
    by_object = {"name": "Vendor", "hide": {"segment": "object", "starts_with": "1"}}
    entries, all_ = found_in(reads, by_object, HEAD + "1,1100,,Jane Roe,1.00\n1,4310,,Depot,1.00\n1,1100,,,1.00\n")
    assert entries == [("", "Name withheld"), ("", "Depot"), None]
    assert all_ == [("", "Name withheld"), ("", "Depot")]


def test_long_name_is_cut_and_long_number_refused(reads):
    assert found_in(reads, BOTH, rows(f"17,{'x' * 200}"))[0] == [("17", "x" * 160)]
    assert reads(ledger(vendor=BOTH), rows(f"{'9' * 41},Depot")).problems == [
        f"a.csv, row 2, No: “{'9' * 41}” is longer than 40 characters"
    ]


def test_number_that_a_spreadsheet_has_shortened_is_refused(reads):
    assert reads(ledger(vendor=BOTH), rows("1.2E+11,Depot")).problems == [
        "a.csv, row 2, No: “1.2E+11” is a number that a spreadsheet has shortened"
    ]


def test_more_vendors_than_any_district_has_are_refused(reads, monkeypatch):
    monkeypatch.setattr(vendors, "MOST", 1)
    assert reads(ledger(vendor=BOTH), rows("1,A", "2,B", "1,A")).problems == [
        "a.csv, row 3, No, Vendor: is one of more than 1 vendors; does the column hold something else?"
    ]


def test_control_character_that_could_join_two_cells_is_refused(reads):
    assert reads(ledger(vendor=BOTH), rows("1\x1f,A")).problems == [
        "a.csv, row 2, No, Vendor: holds a control character (hexadecimal 1F)"
    ]
