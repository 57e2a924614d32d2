"""From bytes to JSON."""

from decimal import Decimal

import pytest

from balance.tenancy.scope import district_scope
from budgets.domain.structure import StructureRefused, load_structure, read_document
from budgets.domain.structure import document as module
from tests.budgets.domain.structure_district import district


def refused(data):
    with pytest.raises(StructureRefused) as error:
        read_document(data)
    return str(error.value)


def test_read_document_keeps_fractions_exact_and_skips_a_byte_order_mark():
    assert read_document('\ufeff{"a": 0.10, "b": 3}'.encode()) == {"a": Decimal("0.10"), "b": 3}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{\n "a": 1,\n}', "line 3, column 1: is not JSON: Expecting property name enclosed in double quotes"),
        (b"", "line 1, column 1: is not JSON: Expecting value"),
        (b'{\n"a": "\xff"}', "line 2: is not UTF-8 text; save the file as UTF-8"),
        (b'{"a": NaN}', "file: is not JSON: NaN is no number"),
        (b"[" * 200_000, "file: is nested too deeply"),
    ],
)
def test_read_document_says_what_is_not_json(data, reason):
    # Newer Pythons point at the comma instead of at what follows it.
    assert (
        refused(data).replace("line 2, column 8: is not JSON: Illegal trailing comma before end of object", reason)
        == reason
    )


def test_read_document_refuses_numbers_of_thousands_of_digits():
    assert refused(b"9" * 5000).startswith("file: is not JSON: ")


def test_read_document_refuses_a_file_that_is_too_large(monkeypatch):
    monkeypatch.setattr(module, "LARGEST", 10)
    assert refused(b" " * 11) == "file: has more than 10 bytes"


def test_keys_that_stand_twice_are_told(db):
    content = read_document(b'{"units": [], "units": [{"kind": "site", "kind": "site", "code": "1", "name": "A"}]}')
    with district_scope(district()), pytest.raises(StructureRefused) as error:
        load_structure(by=None, content=content)
    assert [(each.path, each.reason) for each in error.value.problems] == [
        ("units", "stands twice"),
        ("units[0].kind", "stands twice"),
    ]


def test_an_amount_with_cents_must_be_text(db):
    content = read_document(b'{"settings": {"ahead_amount": 500.10, "behind_amount": "500.10"}}')
    with district_scope(district()), pytest.raises(StructureRefused) as error:
        load_structure(by=None, content=content)
    assert str(error.value) == 'settings.ahead_amount: write an amount with cents as text: "500.10"'
