"""Which program read a file: what another one made of the same line may not be the same."""

import platform
import unicodedata
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from balance.paths import BASE_DIR

READS = ("balance/sheets", "budgets/domain/profiles", "budgets/domain/imports")


@cache
def reader_version() -> str:
    """A hash of the source of all that stands between a line of a file and a row of the ledger, of what Python
    knows of characters, and of the patterns. Nobody has to remember that a change of it matters."""
    digest = sha256(f"{platform.python_version()} {unicodedata.unidata_version} {version('google-re2')}".encode())
    for folder in READS:
        for path in sorted((BASE_DIR / folder).glob("*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
