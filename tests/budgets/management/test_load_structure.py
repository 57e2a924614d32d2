"""`load_structure` on the command line."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from balance.tenancy.scope import district_scope
from budgets.models import FiscalYear, Unit
from tests.budgets.domain.structure_district import district, example, load, make_line, year


@pytest.fixture
def juniper(db):
    return district()


@pytest.fixture
def file(tmp_path):
    """Writes a structure file and gives its path."""

    def write(content):
        path = tmp_path / "structure.json"
        path.write_text(json.dumps(content))
        return str(path)

    return write


def run(path, *options):
    out = io.StringIO()
    call_command("load_structure", "--district", "pine-ridge", path, *options, stdout=out)
    return out.getvalue()


def test_load_structure_says_what_it_did(juniper, file):
    with district_scope(juniper):
        load({"fiscal_years": [year(2027, "fund", "loc")]})
        for code in ("010-214", "010-215", "060-215"):
            make_line(FiscalYear.objects.get(), code)
    rules = [
        {"target": "214", "conditions": [{"segment": "loc", "op": "equals", "value": "214"}]},
        {"target": "215", "conditions": [{"segment": "fund", "op": "equals", "value": "010"}]},
    ]
    units = [{"kind": "site", "code": code, "name": code} for code in ("214", "215")]
    path = file({"units": units, "rules": {"site": rules}})
    assert run(path).splitlines() == [
        "Pine Ridge: changed.",
        "units: 2 created",
        "rules: 1 changed",
        "fiscal year 2027: 3 lines, 2 of them placed anew",
        "  site: 2 lines by a rule, 1 without one, 1 where a later rule would differ",
    ]
    assert run(path).splitlines() == [
        "Pine Ridge: nothing changed.",
        "units: 2 unchanged",
        "rules: 1 unchanged",
        "fiscal year 2027: 3 lines, 0 of them placed anew",
        "  site: 2 lines by a rule, 1 without one, 1 where a later rule would differ",
    ]


def test_load_structure_with_dry_run_changes_nothing(juniper, file):
    assert run(file(example()), "--dry-run").splitlines()[0] == "Pine Ridge: changed, then undone."
    with district_scope(juniper):
        assert Unit.objects.count() == 0


def test_load_structure_says_it_for_machines(juniper, file):
    found = json.loads(run(file({"units": [{"kind": "site", "code": "214", "name": "Alder"}]}), "--json"))
    assert {key: found[key] for key in ("district", "ok", "dry_run", "changed", "years", "warnings")} == {
        "district": "pine-ridge",
        "ok": True,
        "dry_run": False,
        "changed": True,
        "years": {},
        "warnings": [],
    }
    assert found["kinds"]["units"] == {"created": 1, "changed": 0, "removed": 0, "unchanged": 0}


def test_load_structure_that_is_refused_tells_every_error_and_changes_nothing(juniper, file):
    path = file({"units": [{"kind": "site", "code": "214"}], "funds": 1, "pools": [{"code": "a", "name": "A"}]})
    expected = [
        ("funds", "must be a list in brackets, not a number"),
        ("units[0].name", "is missing: unit site 214 is new"),
    ]
    with pytest.raises(CommandError) as refused:
        run(path)
    assert str(refused.value).splitlines() == [
        *(f"{where}: {reason}" for where, reason in expected),
        "structure.json has 2 errors; nothing was changed.",
    ]
    assert refused.value.returncode == 1
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("load_structure", "--district", "pine-ridge", path, "--json", stdout=out)
    errors = [{"path": where, "reason": reason} for where, reason in expected]
    assert json.loads(out.getvalue()) == {"district": "pine-ridge", "ok": False, "errors": errors}


def test_load_structure_of_a_file_that_cannot_be_read_is_refused(juniper, tmp_path):
    with pytest.raises(CommandError) as missing:
        run(str(tmp_path / "none.json"))
    assert str(missing.value) == f"{tmp_path / 'none.json'}: No such file or directory"
    with pytest.raises(CommandError) as folder:
        run(str(tmp_path))
    assert str(folder.value) == f"{tmp_path}: Is a directory"
    broken = tmp_path / "broken.json"
    broken.write_bytes(b'{"units": [}')
    with pytest.raises(CommandError) as wrong:
        run(str(broken))
    assert str(wrong.value).splitlines() == [
        "line 1, column 12: is not JSON: Expecting value",
        "broken.json has 1 error; nothing was changed.",
    ]
