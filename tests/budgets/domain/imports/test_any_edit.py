"""Any ledger, edited in any way: reading only what differs, and reading it whole, come to the same."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from accounts.models import District
from balance.tenancy.scope import district_scope
from budgets.domain.profiles import make_profile
from tests.budgets.domain.imports.feeds import ENTRIES, Importer, entry, profile
from tests.budgets.domain.imports.test_any_ledger import LAYOUTS
from tests.budgets.domain.imports.two_ways import both_ways
from tests.budgets.domain.profiles.layouts import ledgers, profile_of, table_of
from tests.budgets.domain.profiles.layouts import written as printed

BUSY = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]  # a machine may be busy
TOTAL = {"name": "totals", "when": {"column": "Text", "starts_with": "Total"}}
STUB = {"name": "stubs", "when": {"column": "Text", "is": "stub"}, "keeps_line": True}
BY = profile(
    account={"pay": [{"when": {"segment": "object", "starts_with": "1"}, "pay": "central"}]},
    drop=[TOTAL, STUB],
)
PLAIN = [
    entry("010-4310 20.00 2026-09-01", Document="INV 1", Vendor="Brightline"),
    entry("010-4310 20.00 2026-09-01", Document="INV 1", Vendor="Brightline", Name="Supplies"),
    entry("010-4310 20.00 2026-09-02", Document="INV 1", Vendor="Apex", Promised="-20", Order="PO 1"),
    entry("010-4200 7.50", Document="INV 2", Period="13", Text='"Paper, white"'),
    entry("010-4200 0 2026-09-02", Budget="100.00"),
    entry("010-1100 900.00 2026-09-30", Vendor="Jo Doe", Text="Wages"),
    entry("010-1100 900.00 2026-09-30", Vendor="Kim Roe", Text="Wages", Budget="5"),
    entry("010-5800 -3.00 2027-03-01", Order="PO 2", Promised="9"),
    entry("010-5800 0 2027-03-01"),
]
ODD = [
    "",
    ENTRIES,
    entry("010-4310 0", Name="SUPPLIES"),
    entry("010-4310 1.00 2026-09-01", Name="Other name"),
    entry("010-6000 0", Text="stub"),
    entry("010-4200 0", Text="stub"),
    entry("999-9999 0", Text="Total of all"),
    entry("010-4310 2.00 2026-09-01", Text="x" * 300),
    entry("010-4310 2.00 2025-09-01"),
    entry("010-4310 2.00 2026-09-01", Text='"two\nlines"'),
    entry("010-4310 2.00 2026-09-01", Text='"a ""quote"""'),
    entry("010-4310 2.00", Vendor="New vendor"),
]
WRONG = [
    entry("10-4310 1.00"),
    entry("010-4310 1.0x"),
    entry("010-4310 2.00", Text='"open'),
    entry("010-4310 2.00") + ",",
    entry("010--4310 1.00"),
]
ROWS = st.sampled_from(PLAIN) | st.sampled_from([*PLAIN, *ODD])
# Most files have no line break inside of a cell; one is enough for a file to be read whole.
LEDGERS = ledgers(st.text("abcÄé –’“\"',;|\t\\=()-0127\xa0", max_size=20))
ENDS = st.sampled_from(["\n", "\r\n"])


@st.composite
def edits(draw):
    """Some rows, and the same rows with some put in, taken out, changed, twice, or elsewhere."""
    rows = draw(st.lists(ROWS, min_size=1, max_size=15))
    new = list(rows)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(new)))
        if not new or draw(st.booleans()):
            new.insert(at, draw(ROWS | st.sampled_from(PLAIN + WRONG)))
            continue
        row = new.pop(at - 1)
        what = draw(st.sampled_from(["out", "moved", "twice", "changed"]))
        again = {"out": 0, "moved": 1, "twice": 2, "changed": 1}[what]
        for _ in range(again):
            new.insert(draw(st.integers(0, len(new))), row.replace("0.00", "0.01") if what == "changed" else row)
    return rows, new


def written(importer, rows, end):
    path = importer.file()
    path.write_bytes("".join(row + end for row in [ENTRIES, *rows]).encode())
    return path


@settings(suppress_health_check=BUSY, deadline=None, max_examples=25)
@given(edits(), edits(), ENDS, ENDS)
def test_what_differs_comes_to_what_the_whole_file_does(importer, first, second, end, other_end):
    with transaction.atomic():
        done = importer.files([written(importer, first[0], end)], by=BY)
        for rows in (first[1], second[0], second[1]):
            done = both_ways(importer, written(importer, rows, other_end), BY)
            event("compared" if done.compared_with else "read whole")
        transaction.set_rollback(True)


@pytest.fixture
def newcomer(db, tmp_path):
    """Inside the scope of a district without books."""
    district = District.objects.create(slug="cedar", name="Cedar")
    with district_scope(district):
        yield Importer(district, tmp_path)


@settings(suppress_health_check=BUSY, deadline=None, max_examples=10)
@given(layout=LAYOUTS, items=LEDGERS, other=LEDGERS, kept=st.integers(1, 12), end=ENDS, data=st.data())
def test_any_ledger_in_any_layout_goes_on(newcomer, layout, items, other, kept, end, data):
    by, path = make_profile(profile_of(layout)), newcomer.file()
    with transaction.atomic():
        for rows in (items, data.draw(st.permutations(items[:kept])) + other[kept:], items + items[kept:]):
            path.write_bytes(printed(layout, table_of(layout, rows))[0])
            done = both_ways(newcomer, path, by) if rows is not items else newcomer.files([path], by=by)
            event("compared" if done.compared_with else "read whole")
            layout.line_end = end
        transaction.set_rollback(True)
