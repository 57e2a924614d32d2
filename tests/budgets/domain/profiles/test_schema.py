import json

import pytest
from jsonschema import Draft202012Validator

from budgets.domain.profiles.profile import READY
from budgets.domain.profiles.schema import SCHEMA, faults_of_shape
from tests.budgets.domain.profiles.files import LEDGER, ledger

POST = LEDGER["posts"][0]


def without(name):
    return {key: value for key, value in LEDGER.items() if key != name}


def test_schema_is_one():
    Draft202012Validator.check_schema(json.loads(SCHEMA.read_text()))


def test_profile_in_its_shape_has_no_fault():
    assert faults_of_shape(LEDGER) == []


@pytest.mark.parametrize("path", sorted(READY.glob("*.json")), ids=lambda path: path.stem)
def test_ready_profile_is_in_its_shape(path):
    assert faults_of_shape(json.loads(path.read_text())) == []


@pytest.mark.parametrize(
    ("content", "path", "reason"),
    [
        ([], "", "must be an object { }, not []"),
        (without("posts"), "", "needs “posts”"),
        (ledger(postings=[]), "postings", "is not known here; did you mean “posts”?"),
        (ledger(zzz=1), "zzz", "is not known here; there are $schema, balance_profile, name, title, notes, feed"),
        (ledger(balance_profile=2), "balance_profile", "must be 1, not 2"),
        (
            ledger(name="Small Ledger"),
            "name",
            "must be lower-case letters and digits, with single hyphens between them",
        ),
        (ledger(name="small-ledger\n"), "name", "must be lower-case letters and digits"),
        (ledger(name="x" * 121), "name", "is too long; at most 120"),
        (ledger(title=""), "title", "is empty"),
        (ledger(title=7), "title", "must be a text, not 7"),
        (ledger(posts=[]), "posts", "is empty"),
        (ledger(posts={}), "posts", "must be a list [ ], not {}"),
        (ledger(posts=[POST | {"measure": "spent"}]), "posts.0.measure", "must be one of budget, request, encumbrance"),
        (ledger(posts=[POST | {"when": {"colum": "x"}}]), "posts.0.when.colum", "did you mean “column”?"),
        (ledger(posts=[POST | {"amount": {"sum": []}}]), "posts.0.amount.sum", "is empty"),
        (ledger(posts=[POST | {"amount": 5}]), "posts.0.amount", "must be a text or an object { }, not 5"),
        (ledger(file={"delimiter": "tab"}), "file.delimiter", "must be auto, or one character that is no letter"),
        (ledger(file={"delimiter": ",\n"}), "file.delimiter", "must be auto, or one character"),
        (ledger(file={"delimiter": '"'}), "file.delimiter", "must be auto, or one character"),
        (ledger(file={"quoted": "yes"}), "file.quoted", 'must be true or false, not "yes"'),
        (ledger(file={"header_lines": 9}), "file.header_lines", "must lie between 1 and 5"),
        (ledger(fiscal_year={"fixed": 27}), "fiscal_year.fixed", "must lie between 1990 and 2100"),
        (ledger(fiscal_year={"fixed": 2027.5}), "fiscal_year.fixed", "must be a whole number, not 2027.5"),
        (ledger(account={"segments": []}), "account.segments", "is empty"),
        (ledger(account={"segments": [{}]}), "account.segments.0", "needs “name”"),
        (
            ledger(account={"segments": [{"name": "a", "role": "school"}]}),
            "account.segments.0.role",
            "must be one of fund",
        ),
        (
            ledger(checks=[{"name": "x", "sum": ["A"], "over": "month"}]),
            "checks.0.over",
            "must be row, file, or a group",
        ),
        (ledger(load={"mode": "append", "key": ["invoice"]}), "load.key.0", "must be one of document, order_number"),
        (ledger(drop=[{"name": "x", "when": {"between": ["1"]}}]), "drop.0.when.between", "must be 2 things"),
        (ledger(vendor={}), "vendor", "is empty"),
        (
            ledger(posts=[POST | {"when": {"account_type": "income"}}]),
            "posts.0.when.account_type",
            "must be expenditure, revenue",
        ),
    ],
)
def test_fault_of_shape_is_told_with_its_path_in_plain_words(content, path, reason):
    found = faults_of_shape(content)
    assert [each for each, _ in found] == [path]
    assert reason in found[0][1]


def test_all_faults_of_shape_are_told():
    found = faults_of_shape({"balance_profile": 1, "name": "x", "account": {"segments": [{"nam": "a"}]}, "load": {}})
    assert found == [
        ("", "needs “title”"),
        ("", "needs “posts”"),
        ("account.segments.0.nam", "is not known here; did you mean “name”?"),
        ("account.segments.0", "needs “name”"),
        ("load", "needs “mode”"),
    ]


def test_long_value_is_shown_in_short():
    assert len(faults_of_shape(ledger(title=["x" * 5_000]))[0][1]) < 100
