"""The files of the demo's loads, and the profiles that read them: those of docs/examples."""

import csv
from pathlib import Path

from balance.paths import BASE_DIR
from budgets.management.demo import cedar_falls_files, juniper_bay_files
from budgets.management.demo.loads import Load

EXAMPLES = BASE_DIR / "docs" / "examples"
LAYOUTS = {"juniper-bay": juniper_bay_files.LAYOUT, "cedar-falls": cedar_falls_files.LAYOUT}


def profile_path(slug: str) -> Path:
    """The profile that reads the files of a district."""
    return EXAMPLES / slug / "profile.json"


def write(load: Load, folder: Path) -> Path:
    """Writes the file of a load, as the accounting system of its district would."""
    layout = LAYOUTS[load.book.slug]
    path = folder / load.file_name
    with path.open("w", encoding=layout.encoding, newline="") as file:
        csv.writer(file, delimiter=layout.delimiter, lineterminator=layout.ends).writerows(layout.rows(load))
    return path
