from tests.budgets.domain.profiles.files import FUND, OBJECT, PAID, ledger

FOOTER = {"name": "footer", "when": {"column": "Fund", "starts_with": "Run"}}
TOTALS = {"name": "totals", "when": {"any_cell": {"starts_with": "Total"}}}
STUBS = {"name": "stubs", "keeps_line": True, "when": {"column": "Type", "blank": True}}
HEAD = "Fund,Object,Type,Amount\n"


def test_rows_are_left_out_by_the_first_rule_that_fits_and_counted(reads):
    everything = {"name": "rest", "when": {"column": "Type", "is": "X"}}
    found = reads(
        ledger(drop=[FOOTER, TOTALS, everything]), HEAD + "1,2,A,1.00\nRun by,Total,X,\n,Total,X,5.00\n1,2,X,3.00\n"
    )
    assert found.posted == [(2, "1-2", 100)]
    assert found.reading.dropped == {"footer": 1, "totals": 1, "rest": 1}
    assert found.reading.rows_read == 4


def test_rule_that_fits_nothing_is_counted_too(reads):
    assert reads(ledger(drop=[FOOTER]), HEAD + "1,2,A,1.00\n").reading.dropped == {"footer": 0}


def test_blank_rows_and_repeated_headers_need_no_rule(reads):
    found = reads(
        ledger(), HEAD + "1,2,A,1.00\n\n,,,\n \xa0,,,\nFund,Object,Type,Amount\n Fund ,Object,Type,Amount\n1,2,A,2.00\n"
    )
    assert found.posted == [(2, "1-2", 100), (8, "1-2", 200)]
    assert found.reading.dropped == {"blank rows": 3, "repeated headers": 2}


def test_header_of_several_lines_that_comes_again(reads):
    header = ",,YTD\nFund,Object,Amount\n"
    profile = ledger(file={"header_lines": 2}, posts=[PAID | {"amount": "YTD Amount"}])
    found = reads(profile, "Title\n" + header + "1,2,1.00\n" + header + "1,2,2.00\n")
    assert found.posted == [(4, "1-2", 100), (7, "1-2", 200)]
    assert found.dropped == {"repeated headers": 2}


def test_row_that_resembles_the_header_is_a_row(reads):
    found = reads(ledger(), HEAD + "Fund,Object,Type,5.00\n")
    assert found.posted == [(2, "Fund-Object", 500)]


def test_footers_and_page_titles_may_be_short(reads):
    title = {"name": "titles", "when": {"column": "Fund", "starts_with": "Pine Ridge"}}
    found = reads(ledger(drop=[FOOTER, title]), HEAD + "1,2,A,1.00\nPine Ridge Unified\nRun by X,7/1/2026\n")
    assert (found.posted, found.dropped) == ([(2, "1-2", 100)], {"footer": 1, "titles": 1})


def test_stub_makes_its_line_and_posts_nothing(reads):
    found = reads(ledger(drop=[STUBS]), HEAD + "1,7,,\n1,2,A,1.00\n")
    assert found.posted == [(3, "1-2", 100)]
    assert [code.canonical for code in found.reading.codes] == ["1-7", "1-2"]
    assert found.dropped == {"stubs": 1}


def test_stub_without_a_code_is_refused(reads):
    assert reads(ledger(drop=[STUBS]), HEAD + "1,,,\n").problems == ["a.csv, row 2, Object: is without object"]


def test_stub_with_shifted_or_missing_cells_is_refused(reads):
    """It would make a line that is none; an entry with a comma too many could even pass for a stub."""
    found = reads(ledger(drop=[STUBS]), HEAD + "1,2,,x,5.00\n1,3,\n")
    assert [problem.split(";")[0] for problem in found.problems] == [
        "a.csv, row 2: has 5 cells, the header has 4",
        "a.csv, row 3: has 3 cells, the header has 4",
    ]


def test_stub_with_an_amount_is_refused(reads):
    assert reads(ledger(drop=[STUBS]), HEAD + "1,2,,5.00\n1,3,,0.00\n").problems == [
        "a.csv, row 2, Amount: is left out by the rule “stubs”, which keeps its line, but is not zero"
    ]


def test_stub_of_another_year_is_refused(reads):
    profile = ledger(drop=[STUBS], fiscal_year={"column": "Year"})
    assert reads(profile, "Fund,Object,Type,Amount,Year\n1,2,,,2026\n").problems == [
        "a.csv, row 2, Year: is of fiscal year 2026, this load of 2027"
    ]


def test_total_with_the_code_of_its_rows_may_keep_the_line_if_it_proves_them(reads):
    rule = {
        "name": "account totals",
        "keeps_line": True,
        "when": {"column": "Type", "is": "T"},
        "proves": {"amounts": ["Amount"]},
    }
    found = reads(ledger(drop=[rule]), HEAD + "1,2,A,1.00\n1,2,T,1.00\n1,3,T,0.00\n")
    assert found.posted == [(2, "1-2", 100)]
    assert {code.canonical for code in found.reading.codes} == {"1-2", "1-3"}


def test_left_out_rows_may_say_what_they_want(reads):
    """Nothing but the rule's own condition and its proof is read of them."""
    profile = ledger(
        account={"segments": [FUND | {"length": 2}, OBJECT]},
        date={"column": "Date", "format": "M/D/YYYY"},
        drop=[TOTALS],
    )
    found = reads(profile, "Fund,Object,Date,Amount\n10,2,7/1/2026,1.00\nTotal,,n/a,#####\n")
    assert found.posted == [(2, "10-2", 100)]
