import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.domain.profiles.cells import Bad
from budgets.domain.profiles.cents import LARGEST_CENTS, all_cents, cents, undivided


def grouped(dollars: int) -> str:
    return f"{dollars:,}"


def forms(value: int) -> list[str]:
    """Every way in which a system may print an amount of whole cents."""
    dollars, rest = divmod(abs(value), 100)
    sizes = [f"{dollars}.{rest:02d}", f"{grouped(dollars)}.{rest:02d}", f"{dollars}.{rest:02d}00"]
    sizes += [f"{dollars}", f"{grouped(dollars)}", f"{dollars}."] if rest == 0 else []
    sizes += [f"{dollars}.{rest // 10}"] if rest % 10 == 0 else []
    sizes += [f".{rest:02d}"] if dollars == 0 else []
    found = []
    for size in sizes:
        if value >= 0:
            found += [
                size,
                f"${size}",
                f"$ {size}",
                f"+{size}",
                f" {size} ",
                f"{size} DR",
                f"{size}dr",
                f"\xa0{size}\xa0",
            ]
        if value <= 0:
            found += [f"-{size}", f"{size}-", f"{size} -", f"({size})", f"( {size} )", f"$({size})", f"(${size})"]
            found += [f"-${size}", f"-$ {size}", f"$-{size}", f"{size}CR", f"{size} cr", f"−{size}", f"–{size}"]
    return found


@given(st.integers(-LARGEST_CENTS, LARGEST_CENTS) | st.integers(-100_000, 100_000))
def test_every_printed_form_of_an_amount_is_that_amount(value):
    assert {form: cents(form) for form in forms(value)} == dict.fromkeys(forms(value), value)


@pytest.mark.parametrize("cell", ["", " ", "\xa0", "-", " - ", "—", "$", "$ -", "$-", "-$", '=""', "'"])
def test_nothing_is_zero(cell):
    assert cents(cell) == 0


@pytest.mark.parametrize(("cell", "value"), [('="12.50"', 1250), ("'12.50", 1250), ("12.5000", 1250), ("7.", 700)])
def test_how_spreadsheets_and_databases_write_an_amount(cell, value):
    assert cents(cell) == value


@pytest.mark.parametrize(
    "cell", ["(-5.00)", "--5.00", "-5.00-", "-5.00 CR", "5.00- CR", "(5.00 CR)", "((5.00))", "-(5.00)"]
)
def test_two_signs_are_refused(cell):
    assert "carries more than one sign" in cents(cell).reason


@pytest.mark.parametrize("cell", ["(5.00", "5.00)", "$(5.00", "(5.00 DR"])
def test_half_a_bracket_is_refused(cell):
    assert "half a bracket" in cents(cell).reason


@pytest.mark.parametrize("cell", ["1.005", "12.345", "1,234.567", "0.001"])
def test_fraction_of_a_cent_is_refused(cell):
    assert cents(cell).reason == f"“{cell}” is not whole cents"


@pytest.mark.parametrize(
    "cell", ["3-Jan", "Jan-26", "7/1/2026", "07/01/26", "2026-07-01", "2026-07-01 00:00:00", "1-Jul-26", "07-01-2026"]
)
def test_date_is_refused_as_one(cell):
    assert "is a date; a spreadsheet may have turned the amount into one" in cents(cell).reason


@pytest.mark.parametrize("cell", ["1E+05", "1.2E+05", "1.23e5", "-4.5E-2", "12E5"])
def test_shortened_number_is_refused_as_one(cell):
    assert "is a shortened number" in cents(cell).reason


@pytest.mark.parametrize(
    "cell",
    [
        *("1,23", "12,34", "1,2345", "12,34,567.00", ",123.00", "0,123", "1.234,56", "1 234.00", "1'234.00"),
        *("101.35%", "n/a", "#REF!", "#####", "TRUE", "$5.00 USD", "5.00 EUR", "1/2", "5..0", ".", "-.", "$.", "()"),
        *("5.00 C", "O.50", "12a", "--", "=A1+A2", "9" * 61, "٣.٠٠", "５.00"),
    ],
)
def test_anything_else_is_refused_with_the_cell(cell):
    found = cents(cell)
    assert isinstance(found, Bad)
    assert found.reason.startswith("“")
    assert found.reason.endswith("is not an amount")


@pytest.mark.parametrize("cell", ["10000000000000.01", "99999999999999999", "$10,000,000,000,001"])
def test_amount_that_no_district_has_is_refused(cell):
    assert "too large" in cents(cell).reason


@pytest.mark.parametrize("cell", ["9" * 10_000, "1" + ",000" * 5_000, "-" * 5_000, "(" * 5_000, "1." + "0" * 9_999])
def test_endless_cell_is_refused_and_shown_in_short(cell):
    found = cents(cell)
    assert isinstance(found, Bad)
    assert len(found.reason) < 100


@given(st.text(max_size=30))
def test_any_text_is_cents_or_refused(cell):
    assert isinstance(cents(cell), int | Bad)


@given(st.text(alphabet="0123456789.,-+()$ CRDr", max_size=12))
def test_what_is_accepted_is_what_its_digits_say(cell):
    found = cents(cell)
    if isinstance(found, int):
        whole, _, part = "".join(mark for mark in cell if mark.isdigit() or mark == ".").partition(".")
        assert abs(found) == int(whole or "0") * 100 + int((part + "00")[:2])
        negative = "-" in cell or "(" in cell or "C" in cell
        assert found <= 0 if negative else found >= 0


def usual(draw_value: tuple[int, str, bool]) -> str:
    value, dollar, comma = draw_value
    size = f"{abs(value) // 100:,}" if comma else str(abs(value) // 100)
    return f"{'-' if value < 0 else ''}{dollar}{size}.{abs(value) % 100:02d}"


DOLLAR, COMMA = st.sampled_from(["", "$"]), st.booleans()
USUAL = st.tuples(st.integers(-(10**9), 10**9), DOLLAR, COMMA).map(usual)
LARGE = st.tuples(st.integers(-(10**18), 10**18), DOLLAR, COMMA).map(usual)
ODD = st.sampled_from(
    ["", "5", "1.5", " 1.00", "1.00\n2.00", "1.00\n", "\n", "-", "x", "(1.00)", "٣.٠٠", "$-1.00", "0,123.00", "1,23.00"]
)


@given(st.lists(USUAL | LARGE | ODD, max_size=8))
def test_column_of_amounts_is_read_as_its_cells_are(column):
    found = all_cents(column)
    assert found is None or found == [cents(cell) for cell in column]


@pytest.mark.parametrize("cell", ["9" * 14 + ".00", "1" + ",000" * 5 + ".00", "1" + ",000" * 5_000 + ".00"])
def test_amount_that_is_too_large_is_so_in_a_column_too(cell):
    assert all_cents([cell]) is None
    assert isinstance(cents(cell), Bad)


@given(st.lists(USUAL, min_size=1, max_size=8))
def test_usual_column_needs_no_look_at_its_cells(column):
    assert all_cents(column) == [cents(cell) for cell in column]


@pytest.mark.parametrize("column", [[""], ["1.00", ""], ["", "1.00"], ["1.00\n2.00"], ["1.00\n", "2.00"], []])
def test_column_with_another_cell_is_left_to_the_cells(column):
    assert all_cents(column) is None


@pytest.mark.parametrize(
    ("cell", "value"), [("12345", 12345), ("12345-", -12345), ("(5)", -5), ("1,234", 1234), ("", 0)]
)
def test_amounts_printed_in_cents(cell, value):
    assert undivided(cell) == value


@pytest.mark.parametrize("cell", ["123.45", "123.00", "123."])
def test_point_in_an_amount_of_cents_is_refused(cell):
    assert "has a decimal point" in undivided(cell).reason


def test_what_is_no_amount_is_no_amount_of_cents():
    assert "is not an amount" in undivided("x").reason
