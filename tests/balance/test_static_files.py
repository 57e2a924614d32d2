"""Static files as a server gets them: hashed, compressed, and naming only files that exist."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from balance.paths import BASE_DIR


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("var")
    environment = os.environ | {"BALANCE_VAR": str(var), "DJANGO_SETTINGS_MODULE": "balance.settings"}
    del environment["DATABASE_URL"], environment["OWNER_DATABASE_URL"]
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    # Fails where a style sheet names a picture or font that is not there.
    subprocess.run(command, cwd=BASE_DIR, env=environment, check=True)
    return var / "static"


def test_every_file_has_a_name_that_changes_with_its_content(collected: Path) -> None:
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    ours = [str(file.relative_to(BASE_DIR / "static")) for file in (BASE_DIR / "static").rglob("*") if file.is_file()]
    assert sorted(names) == sorted(ours)
    assert [name for name in ours if names[name] == name] == []
    assert [hashed for hashed in names.values() if not (collected / hashed).is_file()] == []


def test_text_is_there_in_brotli(collected: Path) -> None:
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    sheets = [hashed for name, hashed in names.items() if name.startswith("css/") and name.endswith(".css")]
    assert sheets
    small = 200  # whitenoise keeps no compressed copy that saves nothing
    assert [
        name
        for name in sheets
        if (collected / name).stat().st_size > small and not (collected / f"{name}.br").is_file()
    ] == []
