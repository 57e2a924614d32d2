import json

import pytest

from balance.sheets import Layout
from budgets.domain.profiles import Load, ProfileRefused, SegmentSpec, load_profile, make_profile
from budgets.domain.profiles.profile import READY
from tests.budgets.domain.profiles.files import LEDGER, REPORT, ledger


@pytest.fixture
def written(tmp_path):
    """A file with this text, as load_profile would be given it."""

    def write(text):
        path = tmp_path / "mine.json"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def refusal(name):
    with pytest.raises(ProfileRefused) as refused:
        load_profile(name)
    return refused.value


def test_what_a_profile_says():
    profile = make_profile(ledger(file={"format": "text", "delimiter": "|", "header_lines": 2, "short_rows": "fill"}))
    assert (profile.name, profile.title, profile.feed) == ("small-ledger", LEDGER["title"], "small-ledger")
    assert profile.layout == Layout(format="text", delimiter="|")
    assert profile.segments == [SegmentSpec("fund", "fund", None), SegmentSpec("object", "object", None)]
    assert make_profile(ledger(feed="nightly")).feed == "nightly"


@pytest.mark.parametrize(
    ("said", "load"),
    [
        ({"mode": "replace"}, Load("replace", window="year", missing="withdrawn")),
        ({"mode": "replace", "missing": "keep"}, Load("replace", window="year", missing="keep")),
        ({"mode": "append", "by": "nothing"}, Load("append", by="nothing", missing="keep")),
        ({"mode": "append", "by": "key", "key": ["line"]}, Load("append", by="key", key=("line",), missing="keep")),
    ],
)
def test_load_with_what_is_left_out(said, load):
    assert make_profile(ledger(load=said)).load == load


def test_report_names_an_account_once_unless_it_says_otherwise():
    assert make_profile(REPORT).load == Load("balances", missing="keep")
    assert make_profile(REPORT).account["once"]
    assert not make_profile(REPORT | {"account": LEDGER["account"] | {"once": False}}).account["once"]
    assert not make_profile(LEDGER).account["once"]


def test_version_is_of_the_content_not_of_the_file(written):
    turned = dict(reversed(LEDGER.items()))
    assert load_profile(written(json.dumps(turned, indent=4))).version == make_profile(LEDGER).version
    assert make_profile(ledger(title="Other")).version != make_profile(LEDGER).version


@pytest.mark.parametrize("name", sorted(path.stem for path in READY.glob("*.json")))
def test_ready_profile_is_loaded_by_name_and_bears_it(name):
    assert load_profile(name).name == name


def test_profile_is_loaded_from_a_file(written):
    assert load_profile(written("\ufeff" + json.dumps(LEDGER))).content == LEDGER


def test_file_of_the_name_comes_before_a_ready_profile(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "balance-report").write_text(json.dumps(LEDGER))
    assert load_profile("balance-report").name == "small-ledger"


@pytest.mark.parametrize(
    "name", ["no-such-profile", "/no/such/file.json", ".", "", "a\0b", "../profiles/balance-report"]
)
def test_profile_that_is_not_there_is_refused_with_those_that_are(name):
    found = refusal(name)
    assert "cannot be opened" in str(found)
    assert "the ready profiles are amount-and-journal, balance-report" in str(found)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        (b"\xff\xfe{}", "is not JSON"),
        ('{"name": "a", "name": "b"}', "is not JSON: “name” stands twice in one object"),
        ("[" * 100_000, "is not JSON"),
        ('{"fiscal_year": {"fixed": ' + "9" * 5_000 + "}}", "is not JSON"),
        (" " * (1 << 20) + "{}", "is larger than a megabyte"),
    ],
)
def test_file_that_is_no_profile_is_refused(written, text, reason):
    assert refusal(written(text)).faults[0][1].startswith(reason)


def test_every_fault_is_told_with_its_path(written):
    path = written(json.dumps({"balance_profile": 1, "name": "x", "posts": [{}]}))
    lines = str(refusal(path)).splitlines()
    assert lines == [
        f"profile {path}:",
        "  the profile: needs “title”",
        "  the profile: needs “account”",
        "  the profile: needs “load”",
        "  posts.0: needs “measure”",
        "  posts.0: needs “kind”",
        "  posts.0: needs “amount”",
    ]


@pytest.mark.parametrize("depth", [50, 100, 500])
def test_conditions_inside_each_other_without_end_are_refused(depth):
    condition = {"column": "A", "is": "x"}
    for _ in range(depth):
        condition = {"not": condition}
    content = ledger(drop=[{"name": "x", "when": condition}])
    if depth > 50:
        with pytest.raises(ProfileRefused, match="inside each other"):
            make_profile(content)
    else:
        make_profile(content)
