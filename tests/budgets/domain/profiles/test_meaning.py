import pytest

from budgets.domain.profiles.profile import ProfileRefused, make_profile
from tests.budgets.domain.profiles.files import FUND, LEDGER, OBJECT, ONE_COLUMN, PAID, REPORT, ledger

DATE = {"column": "Date", "format": "M/D/YYYY"}


def faults(content):
    """(path, reason) of each fault of a profile; none if it can be used."""
    try:
        make_profile(content)
    except ProfileRefused as refused:
        return refused.faults
    return []


def account(**parts):
    return ledger(account=LEDGER["account"] | parts)


def segments(*specs, **parts):
    return ledger(account={"segments": list(specs)} | parts)


def post(**parts):
    return ledger(posts=[PAID | parts])


def load(**parts):
    return ledger(load=parts)


@pytest.mark.parametrize(
    "content",
    [
        LEDGER,
        REPORT,
        ledger(account=ONE_COLUMN),
        load(mode="append", by="nothing"),
        load(mode="append", by="key", key=["line", "vendor"]) | {"vendor": {"name": "V"}},
        load(mode="replace", window="periods", missing="keep") | {"period": {"column": "P"}},
        ledger(date=DATE, period={"from": "date"}),
        ledger(parts={"pattern": {"column": "A", "pattern": "x"}, "when": {"column": "pattern", "pattern": "x"}}),
        ledger(account={**ONE_COLUMN, "type": {"column": "T", "values": {"when": "revenue", "all": "asset"}}}),
        post(kind={"column": "T", "values": {"all": "payment", "pattern": "payroll"}}),
    ],
)
def test_profile_that_makes_sense(content):
    assert faults(content) == []


@pytest.mark.parametrize(
    ("content", "path", "reason"),
    [
        (ledger(file={"columns": ["A", "B", "a"]}), "file.columns", "'a' stands twice"),
        (ledger(file={"columns": ["A"], "header_lines": 2}), "file.header_lines", "does not go with columns"),
        (segments(OBJECT, OBJECT), "account.segments", "'object' stands twice"),
        (segments(FUND, OBJECT | {"role": "fund"}), "account.segments", "two segments have the role fund"),
        (segments(FUND, {"name": "b"}, column="Code", separator="-"), "account.segments.0", "has a column of its own"),
        (segments({"name": "a"}), "account.segments.0", "needs a column"),
        (segments({"name": "a"}, column="Code"), "account.segments.0", "needs a length, for the code has no separator"),
        (segments(FUND | {"pad": "0"}), "account.segments.0", "needs a length to be filled up to"),
        (segments(FUND | {"length": 21}), "account.segments.0", "a fund has at most 20 characters"),
        (account(separator="-"), "account.separator", "goes with a column that holds the whole code"),
        (post(kind="relief"), "posts.0.kind", "'relief' is no kind of expenditure; there are journal, payment"),
        (post(kind="unitemized"), "posts.0.kind", "'unitemized' is no kind of expenditure"),
        (post(kind={"positive": "payment", "negative": "open"}), "posts.0.kind", "'open' is no kind of expenditure"),
        (
            post(kind={"column": "T", "values": {"A": "reported"}}),
            "posts.0.kind",
            "'reported' is no kind of expenditure",
        ),
        (post(kind={"column": "T", "values": {"A": "payment"}, "otherwise": "x"}), "posts.0.kind", "'x' is no kind"),
        (post(kind={"column": "T"}), "posts.0.kind", "needs positive and negative, or a column and values"),
        (post(kind={"positive": "payment"}), "posts.0.kind", "needs positive and negative, or a column and values"),
        (post(kind={}), "posts.0.kind", "needs positive and negative, or a column and values"),
        (
            post(kind={"column": "T", "values": {"A": "payment", "a": "payroll"}}),
            "posts.0.kind.values",
            "'a' stands twice",
        ),
        (
            account(type={"column": "T", "values": {"E": "expenditure", "e": "asset"}}),
            "account.type.values",
            "'e' stands",
        ),
        (segments({"name": "fund", "value": " 1"}, OBJECT), "account.segments.0.value", "has blanks at its ends"),
        (segments(FUND | {"blank_as": "0\t"}, OBJECT), "account.segments.0.blank_as", "has blanks at its ends"),
        (
            segments({"name": "fund", "role": "fund", "value": "x" * 21}, OBJECT),
            "account.segments.0",
            "a fund has at most 20",
        ),
        (post(kind="reported"), "posts.0.kind", "reported belongs to a load of mode balances"),
        (
            ledger(posts=[PAID, PAID | {"kind": "journal", "amount": {"column": "Amount"}}]),
            "posts",
            "post one amount to expenditure",
        ),
        (REPORT | {"posts": [PAID]}, "posts", "a load of mode balances needs a measure of the kind reported"),
        (
            REPORT | {"posts": [*REPORT["posts"], REPORT["posts"][0] | {"amount": "B"}]},
            "posts",
            "post one amount to budget",
        ),
        (ledger(date=DATE | {"format": "M/D"}), "date.format", "'M/D' must name a year, a month and a day once each"),
        (ledger(date=DATE | {"format": ["serial", "MDYYYY"]}), "date.format", "'MDYYYY' must name a year"),
        (ledger(as_of={"pattern": "x", "format": "YYYY"}), "as_of.format", "'YYYY' must name a year"),
        (ledger(period={}), "period", "needs a column, or from: date"),
        (ledger(date=DATE, period={"from": "date", "column": "P"}), "period", "needs a column, or from: date"),
        (ledger(period={"from": "date"}), "period.from", "needs a date"),
        (ledger(date=DATE, period={"from": "date", "format": "period"}), "period.format", "goes with a column"),
        (ledger(fiscal_year={}), "fiscal_year", "is fixed, or stands in a column"),
        (ledger(fiscal_year={"fixed": 2027, "column": "Y"}), "fiscal_year", "is fixed, or stands in a column"),
        (ledger(fiscal_year={"fixed": 2027, "names": "start"}), "fiscal_year.names", "goes with a column"),
        (ledger(vendor={"hide": {"column": "V", "is": "x"}}), "vendor", "needs a number or a name"),
        (load(mode="append"), "load.by", "says how an append finds what is there already"),
        (load(mode="replace", by="nothing"), "load.by", "goes with no other mode"),
        (load(mode="append", by="key"), "load.key", "goes with by: key, and only with it"),
        (load(mode="replace", key=["line"]), "load.key", "goes with by: key, and only with it"),
        (load(mode="append", by="key", key=["document"]), "load.key", "the profile needs 'document'"),
        (load(mode="append", by="key", key=["order_number"]), "load.key", "the profile needs 'order'"),
        (load(mode="append", by="key", key=["posted_on"]), "load.key", "the profile needs 'date'"),
        (load(mode="append", by="dates"), "load", "a range of dates needs a date"),
        (load(mode="replace", window="dates"), "load", "a range of dates needs a date"),
        (load(mode="replace", window="periods"), "load.window", "periods need a period"),
        (load(mode="append", by="nothing", window="year"), "load.window", "goes with mode replace"),
        (load(mode="append", by="nothing", missing="withdrawn"), "load.missing", "is one of keep here"),
        (load(mode="replace", missing="zero"), "load.missing", "is one of keep, withdrawn here"),
        (REPORT | {"load": {"mode": "balances", "missing": "withdrawn"}}, "load.missing", "is one of keep, zero here"),
    ],
)
def test_fault_of_meaning_is_told_with_its_path(content, path, reason):
    found = faults(content)
    assert [each for each, _ in found] == [path]
    assert reason in found[0][1]


RULE = {"name": "x", "when": {"column": "A", "is": "x"}}
CHECK = {"name": "x", "sum": ["A"]}


@pytest.mark.parametrize(
    ("content", "path", "reason"),
    [
        (ledger(drop=[RULE, RULE]), "drop", "two rules are called 'x'"),
        (
            ledger(drop=[RULE | {"name": "blank rows"}]),
            "drop",
            "'blank rows' is how rows are counted that no rule names",
        ),
        (ledger(checks=[CHECK, CHECK]), "checks", "two checks are called 'x'"),
    ],
)
def test_names_that_cannot_be_told_apart(content, path, reason):
    assert [(each, reason in why) for each, why in faults(content)] == [(path, True)]


def test_all_faults_of_meaning_are_told():
    content = ledger(period={"from": "date"}, posts=[PAID | {"kind": "relief"}], load={"mode": "append"})
    assert [path for path, _ in faults(content)] == ["posts.0.kind", "period.from", "load.by"]
