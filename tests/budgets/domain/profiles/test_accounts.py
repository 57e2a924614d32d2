import pytest

from budgets.choices import AccountType, Pay
from budgets.domain.profiles import accounts
from tests.budgets.domain.profiles.files import FUND, OBJECT, PAID, REPORT, ledger, read

HEAD = "Fund,Object,Amount\n"
TYPED = {
    "segments": [FUND, OBJECT],
    "type": {"column": "T", "values": {"E": "expenditure", "Revenue": "revenue"}},
    "control_group": "Group",
    "name": "Name",
}
RULES = {
    "segments": [FUND, OBJECT],
    "type": [
        {"when": {"segment": "object", "starts_with": "8"}, "type": "revenue"},
        {"when": {"segment": "object", "between": ["9100", "9499"]}, "type": "asset"},
    ],
    "pay": [
        {"when": {"segment": "object", "in": ["1150"]}, "pay": "unit"},
        {
            "when": {"all": [{"segment": "object", "matches": "^1"}, {"not": {"segment": "fund", "is": "99"}}]},
            "pay": "central",
        },
    ],
}


def codes(found):
    assert found.problems == []
    return [(code.canonical, code.account_type, code.pay) for code in found.reading.codes]


def test_each_code_is_there_once_in_the_order_of_the_file(reads):
    found = reads(ledger(), HEAD + "20,5800,1.00\n10,4310,2.00\n20,5800,3.00\n")
    assert [code.canonical for code in found.reading.codes] == ["20-5800", "10-4310"]
    assert found.posted == [(2, "20-5800", 100), (3, "10-4310", 200), (4, "20-5800", 300)]


def test_code_keeps_how_the_file_writes_it(reads):
    profile = ledger(account={"column": "Code", "separator": ".", "segments": [{"name": "fund"}, {"name": "object"}]})
    code = reads(profile, "Code,Amount\n10.4310,1.00\n").reading.codes[0]
    assert (code.segments, code.raw, code.canonical) == (("10", "4310"), "10.4310", "10-4310")


def test_type_by_column_whatever_its_case(reads):
    found = reads(ledger(account=TYPED), "Fund,Object,T,Group,Name,Amount\n1,2,e,,,1.00\n1,3, REVENUE ,,,1.00\n")
    assert codes(found) == [("1-2", AccountType.EXPENDITURE, Pay.NONE), ("1-3", AccountType.REVENUE, Pay.NONE)]


@pytest.mark.parametrize(("word", "shown"), [("X", "“X”"), ("", "“”")])
def test_unknown_type_is_refused(reads, word, shown):
    found = reads(ledger(account=TYPED), f"Fund,Object,T,Group,Name,Amount\n1,2,{word},,,1.00\n")
    assert found.problems == [f"a.csv, row 2, T: {shown} is no account type that the profile knows"]


def test_type_and_pay_by_the_first_rule_that_fits(reads):
    found = reads(ledger(account=RULES), HEAD + "1,8600,1\n1,9110,1\n1,4310,1\n1,1150,1\n1,1100,1\n99,1100,1\n")
    assert codes(found) == [
        ("1-8600", AccountType.REVENUE, Pay.NONE),
        ("1-9110", AccountType.ASSET, Pay.NONE),
        ("1-4310", AccountType.EXPENDITURE, Pay.NONE),
        ("1-1150", AccountType.EXPENDITURE, Pay.UNIT),
        ("1-1100", AccountType.EXPENDITURE, Pay.CENTRAL),
        ("99-1100", AccountType.EXPENDITURE, Pay.NONE),
    ]


def test_control_group_and_name(reads):
    file = (
        "Fund,Object,T,Group,Name,Amount\n1,2,E,School supplies,,1.00\n1,2,E,School supplies,Paper,1.00\n1,3,E,,,1.00\n"
    )
    found = reads(ledger(account=TYPED), file)
    assert [(code.pool, code.name) for code in found.reading.codes] == [("School supplies", "Paper"), ("", "")]


def test_account_of_two_types_or_groups_is_refused(reads):
    file = "Fund,Object,T,Group,Name,Amount\n1,2,E,A,,1.00\n1,2,Revenue,A,,1.00\n1,2,E,B,,1.00\n1,2,E,,,1.00\n"
    assert reads(ledger(account=TYPED), file).problems == [
        "a.csv, row 3, Fund, Object: account 1-2 has the account type Expenditure in an earlier row, here Revenue",
        "a.csv, row 4, Fund, Object: account 1-2 has the control group A in an earlier row, here B",
        "a.csv, row 5, Fund, Object: account 1-2 has the control group A in an earlier row, here none",
    ]


def test_group_that_no_pool_can_be_called_is_refused(reads):
    found = reads(ledger(account=TYPED), f"Fund,Object,T,Group,Name,Amount\n1,2,E,{'g' * 81},{'n' * 200},1.00\n")
    assert found.problems == [f"a.csv, row 2, Group: “{'g' * 57}…” is longer than 80 characters"]


def test_long_name_is_cut(reads):
    found = reads(ledger(account=TYPED), f"Fund,Object,T,Group,Name,Amount\n1,2,E,,{'n' * 200},1.00\n")
    assert found.reading.codes[0].name == "n" * 160


def test_second_name_of_an_account_is_told(reads):
    """It may be another account, of a section that the code does not name."""
    file = "Fund,Object,T,Group,Name,Amount\n1,2,E,,Paper,1.00\n1,2,E,,PAPER,1.00\n1,2,E,,Pencils,1.00\n"
    found = reads(ledger(account=TYPED), file)
    assert found.problems == []
    assert found.reading.warnings == ["1 account code has more than one name, such as 1-2: “Paper” and “Pencils”"]


def test_account_without_a_code_is_refused(reads):
    assert reads(ledger(), HEAD + ",,5.00\n").problems == [
        "a.csv, row 2, Fund, Object: is empty; the row has no account code"
    ]


REPEATED = "Fund,Object,Budget\n1,2,5.00\n1,3,6.00\n1,2,7.00\n1,2,8.00\n"


def test_balance_report_names_an_account_once(reads):
    """A code that repeats is a sign of a section that nobody named: refused, with each row and the count."""
    found = reads(REPORT, REPEATED, "Fund,Object,Budget\n1,3,9.00\n")
    assert found.problems == [
        "a.csv, row 4, Fund, Object: account 1-2 stands in row 2 already",
        "a.csv, row 5, Fund, Object: account 1-2 stands in row 2 already",
        "b.csv, row 2, Fund, Object: account 1-3 stands in row 3 of a.csv already",
        "Fund, Object: 3 rows repeat an account code; if the file has sections, the code needs the section in it",
    ]


def test_same_file_twice_in_one_load_is_seen_in_a_report(reads, tmp_path):
    path = tmp_path / "same.csv"
    path.write_text("Fund,Object,Budget\n1,2,5.00\n")
    assert len(read(REPORT, [path, path]).problems) == 2


def test_ledger_may_say_that_an_account_stands_once(reads):
    profile = ledger(account={"segments": [FUND, OBJECT], "once": True}, posts=[PAID | {"amount": "Budget"}])
    assert len(reads(profile, REPEATED).problems) == 3


def test_report_may_say_that_an_account_stands_in_several_rows(reads):
    profile = REPORT | {"account": {"segments": [FUND, OBJECT], "once": False}}
    assert len(reads(profile, REPEATED).posted) == 4


def test_unreadable_codes_are_no_repeats_of_each_other(reads):
    found = reads(REPORT, "Fund,Object,Budget\n#REF!,2,5.00\n#N/A,2,5.00\n")
    assert [problem.split("; ")[0] for problem in found.problems] == [
        "a.csv, row 2, Fund: “#REF!” is no fund, but an error or a formula of a spreadsheet",
        "a.csv, row 3, Fund: “#N/A” is no fund, but an error or a formula of a spreadsheet",
    ]


def test_codes_are_remembered_right_when_memory_is_short(reads, monkeypatch):
    monkeypatch.setattr("budgets.domain.profiles.cells.Memo.LIMIT", 2)
    rows = [f"1,{object_}" for object_ in (5, 6, 7, 8, 5, 6, 7, 8)]
    found = reads(ledger(), HEAD + "".join(f"{row},1.00\n" for row in rows))
    assert [code for _, code, _ in found.posted] == [row.replace(",", "-") for row in rows]
    assert len(found.reading.codes) == 4


def test_more_accounts_than_any_district_has_are_refused(reads, monkeypatch):
    monkeypatch.setattr(accounts, "MOST", 2)
    found = reads(ledger(), HEAD + "1,2,1.00\n1,3,1.00\n1,4,1.00\n1,2,1.00\n")
    assert found.problems == [
        "a.csv, row 4, Fund, Object: 1-4 is one of more than 2 accounts; is something else in the code?"
    ]
