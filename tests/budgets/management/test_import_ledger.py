"""`import_ledger`, `withdraw_import` and `list_imports` from the command line: answers, exit codes, every error."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import District
from balance.tenancy.scope import district_scope, no_scope
from budgets.models import FiscalYear, Import
from tests.budgets.domain.imports.feeds import ENTRIES, ENTRY_PROFILE, REPORT, REPORT_PROFILE, entry

PAPER = entry("010-4310 20.00 2026-09-01", Budget="100")
TONER = entry("010-4310 96.50 2026-09-02")
KEYS = {
    "import_id", "rows_read", "dropped", "posted", "unchanged", "superseded", "errors", "totals", "lines",
    "unmapped_lines", "seconds",
}  # fmt: skip


@pytest.fixture
def here(books, tmp_path, monkeypatch):
    """Outside of any scope, in a folder with a profile and a file of two entries."""
    monkeypatch.chdir(tmp_path)
    Path("profile.json").write_text(json.dumps(ENTRY_PROFILE))
    write("ledger.csv", PAPER, TONER)
    with no_scope():
        yield tmp_path


def write(name, *rows):
    Path(name).write_text("\n".join([ENTRIES, *rows]) + "\n")


def run(capsys, name, *options, slug="juniper"):
    """(exit code, what was written, the error's text)."""
    try:
        call_command(name, "--district", slug, *options)
    except CommandError as error:
        return error.returncode, capsys.readouterr().out, str(error)
    return 0, capsys.readouterr().out, ""


def load(capsys, *options, files=("ledger.csv",), slug="juniper"):
    return run(
        capsys, "import_ledger", "--profile", "profile.json", "--fiscal-year", "2027", *options, *files, slug=slug
    )


def load_json(capsys, *options, files=("ledger.csv",)):
    code, out, _ = load(capsys, "--json", *options, files=files)
    return code, json.loads(out)


def test_load_in_words(here, capsys):
    code, out, error = load(capsys)
    assert (code, error) == (0, "")
    assert out == (
        "Load 1: fiscal year 2027, 2 rows read, 1 line.\n"
        "3 posted, 0 unchanged, 0 superseded.\n"
        "All account types together, posted through 2026-09-02:\n"
        "budget: $100.00\n"
        "expenditure: $116.50\n"
        "1 line has neither a site nor a department: no rule fits.\n"
    )
    assert load(capsys)[1] == "Load 1 brought these very files: nothing has changed.\n"
    assert load(capsys, "--dry-run")[1] == "These very files are in the ledger: nothing would change.\n"
    write("ledger.csv", TONER)
    assert load(capsys, "--dry-run")[1].splitlines()[:4] == [
        "A dry run, undone again: fiscal year 2027, 1 row read, 1 line.",
        "0 posted, 1 unchanged, 2 superseded.",
        "All account types together, posted through 2026-09-02:",
        "expenditure: $96.50",
    ]


def test_load_without_a_day_and_without_money_in_words(here, capsys):
    write("ledger.csv", entry("010-4310 0"))
    assert load(capsys)[1].splitlines()[2:5] == ["without an amount: 1 row", "All account types together:", "nothing"]


def test_balance_report_in_words_says_of_which_day_it_is(here, capsys):
    Path("profile.json").write_text(json.dumps(REPORT_PROFILE))
    Path("ledger.csv").write_text(f"{REPORT}\n010-4310,,G1,5,6,7\n")
    assert load(capsys, "--as-of", "2026-10-31", "--dry-run")[1].splitlines()[:5] == [
        "A dry run, undone again: fiscal year 2027, 1 row read, 1 line.",
        "3 posted, 0 unchanged, 0 superseded.",
        "3 reported balances.",
        "All account types together, as of 2026-10-31:",
        "budget: $5.00",
    ]


def test_load_for_machines(here, capsys):
    code, said = load_json(capsys, "--tie-out", "expended=$116.50", "--tie-out", "revised=100", "--report", "Nov 18")
    assert code == 0
    assert set(said) >= KEYS
    assert (said["import_id"], said["rows_read"], said["posted"], said["lines"]) == (1, 2, 3, 1)
    assert said["errors"] == {"count": 0, "list": []}
    assert said["totals"] == {"budget": "100.00", "request": "0.00", "encumbrance": "0.00", "expenditure": "116.50"}
    assert said["seconds"] > 0


@pytest.mark.parametrize("dry_run", [(), ("--dry-run",)])
def test_refusal_for_machines_is_json_too(here, capsys, dry_run):
    write("ledger.csv", PAPER, entry("010-4310 5 2026-02-31"))
    code, said = load_json(capsys, *dry_run)
    assert (code, said["import_id"], said["posted"]) == (1, None, 0)
    assert set(said) >= KEYS
    assert said["errors"]["count"] == 1
    (error,) = said["errors"]["list"]
    assert (error["file"], error["row"], error["column"]) == ("ledger.csv", 3, "Date")
    assert "2026-02-31" in error["reason"]


def test_refusal_in_words(here, capsys):
    write("ledger.csv", PAPER, *[entry("010-4310 x 2026-09-01")] * 60)
    code, out, error = load(capsys, "--tie-out", "expended=1")
    lines = error.splitlines()
    assert (code, out) == (1, "")
    assert lines[0].startswith("ledger.csv, row 3, Spent: ")
    assert lines[-2:] == ["… and 10 more; --json lists them", "60 errors; nothing was changed."]
    with district_scope(District.objects.get(slug="juniper")):
        assert Import.objects.count() == 0


def test_hold_says_how_it_is_lifted(here, capsys):
    write("ledger.csv", entry("010-4310 5 2020-09-01"))
    code, _, error = load(capsys)
    assert (code, error.splitlines()) == (
        1,
        [
            "1 of 1 dated entry lies outside 2026–27: is it another year's?",
            "Look at the files; if they are right, load them with --accept-hold.",
            "1 error; nothing was changed.",
        ],
    )
    code, out, _ = load(capsys, "--accept-hold")
    assert (code, out.splitlines()[-1]) == (
        0,
        "warning: accepted: 1 of 1 dated entry lies outside 2026–27: is it another year's?",
    )


def test_year_is_made_when_it_is_missing(here, capsys):
    write("ledger.csv", entry("010-4310 5 2030-09-01"))
    assert run(capsys, "import_ledger", "--profile", "profile.json", "--fiscal-year", "2031", "ledger.csv")[0] == 0
    with district_scope(District.objects.get(slug="juniper")):
        assert FiscalYear.objects.filter(year=2031).exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--profile", "profile.json", "nowhere.csv"], "nowhere.csv: there is no such file."),
        (["--profile", "nowhere.json", "ledger.csv"], "profile nowhere.json:"),
        (["--profile", "ledger.csv", "ledger.csv"], "profile ledger.csv:"),
        (["--profile", "profile.json", "--tie-out", "spent=5", "ledger.csv"], "is not MEASURE=AMOUNT"),
        (["--profile", "profile.json", "--tie-out", "expended=abc", "ledger.csv"], "'abc' is not an amount"),
        (
            ["--profile", "profile.json", "--tie-out", "expended=1", "--tie-out", "expended=2", "ledger.csv"],
            "--tie-out names expended twice, with two amounts.",
        ),
        (["--profile", "profile.json", "--report", "Nov", "ledger.csv"], "--report names where the totals"),
        (["--profile", "profile.json", "--fiscal-year", "27", "ledger.csv"], "'27' is not a fiscal year such as 2027"),
        (["--profile", "profile.json", "--as-of", "11/30/2026", "ledger.csv"], "is not a day such as 2026-11-30"),
        (["--profile", "profile.json", "--repeats", "twice", "ledger.csv"], "invalid choice: 'twice'"),
        (["--profile", "profile.json"], "the following arguments are required: FILE"),
        (["ledger.csv"], "the following arguments are required: --profile"),
    ],
)
def test_wrong_use(here, capsys, options, said):
    code, out, error = run(capsys, "import_ledger", *options)
    assert (code, out) == (2 if "Error" not in error else 1, "")
    assert said in error


def test_file_that_may_not_be_read(here, capsys, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    assert load(capsys)[::2] == (2, "ledger.csv: it may not be read.")


def test_folder_is_refused_as_a_file(here, capsys):
    code, said = load_json(capsys, files=["."])
    assert (code, said["errors"]["count"]) == (1, 1)


@pytest.mark.parametrize("name", ["import_ledger", "withdraw_import", "list_imports"])
def test_unknown_district(here, capsys, name):
    needs = {"import_ledger": ["--profile", "profile.json", "ledger.csv"], "withdraw_import": ["1"], "list_imports": []}
    assert run(capsys, name, *needs[name], slug="nowhere") == (2, "", "There is no district 'nowhere'.")


def test_load_is_withdrawn(here, capsys):
    load(capsys)
    write("ledger.csv", TONER)
    load(capsys)
    assert run(capsys, "withdraw_import", "1") == (1, "", "Load 2 relies on load 1: withdraw load 2 first.")
    assert run(capsys, "withdraw_import", "2")[1] == (
        "Load 2 is withdrawn: 0 rows count no more, 2 earlier ones count again. Recorded as load 3.\n"
    )
    code, out, _ = run(capsys, "withdraw_import", "1", "--json")
    assert (code, json.loads(out)) == (
        0,
        {"import_id": 1, "withdrawn": True, "recorded_as": 4, "superseded": 3, "revived": 0},
    )
    code, out, error = run(capsys, "withdraw_import", "1", "--json")
    assert (code, json.loads(out)["withdrawn"], error) == (1, False, "Load 1 was withdrawn already.")


def test_history(here, capsys):
    assert run(capsys, "list_imports")[1] == "Nothing has been loaded.\n"
    load(capsys)
    write("ledger.csv", TONER)
    load(capsys, "--tie-out", "expended=96.50")
    run(capsys, "withdraw_import", "2")
    withdrawal, second, first = json.loads(run(capsys, "list_imports", "--json")[1])
    assert [each["import_id"] for each in (first, second, withdrawal)] == [1, 2, 3]
    assert [each["state"] for each in (first, second, withdrawal)] == ["published", "withdrawn", "published"]
    assert (withdrawal["origin"], withdrawal["counts"]["withdrawn"]) == ("withdrawal", 2)
    assert (first["fiscal_year"], first["origin"], first["feed"], first["profile"]) == (
        2027,
        "file",
        "entries",
        "entries",
    )
    assert set(first["files"][0]) == {"name", "sha256", "bytes"}
    assert (first["posted_through"], first["by"], first["ties_to"]) == ("2026-09-02", "", "")
    assert (first["totals"]["expenditure"], first["counts"]["posted"]) == ("116.50", 3)
    assert second["ties_to"] == "the printed total of expended"
    lines = run(capsys, "list_imports")[1].splitlines()
    assert [line.split("  ", 2)[2] for line in lines] == [
        "2027  withdrawal of load 2",
        "2027  ledger.csv: 0 posted, withdrawn",
        "2027  ledger.csv: 3 posted",
    ]
    assert run(capsys, "list_imports", "--fiscal-year", "2026")[1] == "Nothing has been loaded.\n"


def test_other_district_neither_sees_nor_withdraws_a_load(here, capsys):
    load(capsys)
    with no_scope():
        District.objects.create(slug="cedar", name="Cedar Unified")
    assert json.loads(run(capsys, "list_imports", "--json", slug="cedar")[1]) == []
    assert run(capsys, "withdraw_import", "1", slug="cedar")[2] == "There is no load 1 in this district."
    code, out, _ = load(capsys, "--json", slug="cedar")
    said = json.loads(out)
    assert (code, said["import_id"], said["same_bytes"], said["posted"]) == (0, 1, False, 3)
    run(capsys, "withdraw_import", "1", slug="cedar")
    with district_scope(District.objects.get(slug="juniper")):
        assert Import.objects.get().state == "published"
