import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.domain.profiles.cells import clean
from budgets.domain.profiles.texts import Description, Number, escaped
from tests.budgets.domain.profiles.files import ledger

MASKED = {"columns": ["Memo"], "mask": [{"matches": r"\b\d{6}\b", "with": "######"}, {"matches": "Smith"}]}


def memo(reads, description, cell, **more):
    found = reads(ledger(description=description, **more), f"Fund,Object,Memo,Amount\n1,2,{cell},1.00\n")
    assert found.problems == []
    return found.entries[0].description


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Paper", "Paper"),
        ("  Paper\xa0 and  ink ", "Paper and ink"),
        ('"Paper, ink"', "Paper, ink"),
        ('"line one\nline two"', "line one line two"),
        ("tab\there", "tab here"),
        ("C:\\new\\table", "C:\\new\\table"),
        ("\\N", "\\N"),
        ("\\.", "\\."),
        ("Ærø’s € 5", "Ærø’s € 5"),
        ("'tis", "tis"),
        ("", ""),
    ],
)
def test_description_is_the_clean_text(reads, cell, text):
    assert memo(reads, "Memo", cell) == text


def test_texts_of_several_columns_are_joined(reads):
    profile = ledger(description=["Memo", "Note"], document=["Journal", "Line"])
    file = "Fund,Object,Memo,Note,Journal,Line,Amount\n1,2, a  b ,'c,J,1,1.00\n1,2,,c,J,,1.00\n1,2,,,,,1.00\n"
    found = [(entry.description, entry.document) for entry in reads(profile, file).entries]
    assert found == [("a b c", "J 1"), ("c", "J"), ("", "")]


def test_what_a_pattern_finds_is_masked(reads):
    assert memo(reads, MASKED, "Student 123456 Smith 1234567") == "Student ###### ••• 1234567"


@pytest.mark.parametrize("instead", ["\\1", "\\g<0>", "a\\b"])
def test_mask_is_taken_as_it_stands(reads, instead):
    assert memo(reads, {"columns": ["Memo"], "mask": [{"matches": "x(y)?", "with": instead}]}, "x") == instead


def test_mask_cannot_break_the_row(reads):
    assert memo(reads, {"columns": ["Memo"], "mask": [{"matches": "x", "with": "a\tb\nc"}]}, "x") == "a b c"


def test_long_description_is_cut_after_it_is_masked(reads):
    profile = ledger(description=MASKED)
    cell = "x " * 120 + "123456 " * 20
    found = reads(profile, f"Fund,Object,Memo,Amount\n1,2,{cell},1.00\n1,2,short,1.00\n")
    kept = found.entries[0].description
    assert (len(kept), kept[-15:]) == (255, "###### ###### …")
    assert "123456" not in kept
    assert found.reading.warnings == ["descriptions longer than 255 characters were cut"]


def test_endless_description_is_cut(reads):
    assert memo(reads, "Memo", "x" * 100_000) == "x" * 254 + "…"
    assert memo(reads, {"columns": ["Memo"], "mask": [{"matches": "x+", "with": ""}]}, "x" * 100_000) == "…"


def test_longest_description_is_whole(reads):
    assert memo(reads, "Memo", "x" * 255) == "x" * 255


@pytest.mark.parametrize("fact", ["order", "document"])
def test_number_that_would_be_cut_is_refused(reads, fact):
    file = f"Fund,Object,Memo,Amount\n1,2,{'9' * 61},1.00\n1,2,{'9' * 60},1.00\n"
    assert reads(ledger(**{fact: "Memo"}), file).problems == [
        f"a.csv, row 2, Memo: “{'9' * 57}…” is longer than 60 characters"
    ]


@pytest.mark.parametrize("fact", ["order", "document"])
@pytest.mark.parametrize("other", ["17", " 17"])
def test_number_that_a_spreadsheet_has_shortened_is_refused(reads, fact, other):
    """Two orders would be one. With a tidy and an untidy column, which are read in different ways."""
    file = f"Fund,Object,Memo,Amount\n1,2,1.2E+11,1.00\n1,2,{other},1.00\n"
    assert reads(ledger(**{fact: "Memo"}), file).problems == [
        "a.csv, row 2, Memo: “1.2E+11” is a number that a spreadsheet has shortened"
    ]


CELL = st.text(alphabet="ab 'E+1|=\\\xa0\n\t\x1f", max_size=6) | st.text(max_size=4)


@given(st.lists(CELL, min_size=1, max_size=5))
def test_tidy_columns_are_taken_as_their_cells_would_be(cells):
    for text in (Number("A"), Description("A")):
        if text.plain(cells):
            assert [text.memo[cell] for cell in cells] == cells


@given(CELL)
def test_text_for_the_database_is_one_field_of_one_row(cell):
    assert not set(escaped(clean(cell))) & set("\t\n\r")
    assert escaped(clean(cell)).replace("\\\\", "\\") == clean(cell)
