"""Files on their way in: a private copy each, which stays under its hash once the load is published."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from time import time

from django.conf import settings
from django.db import Error

from balance.sheets import Kept, SheetRefused, keep_copy
from budgets.domain.imports.fate import asked_again, is_named
from budgets.domain.profiles import Problems

# What a killed load left behind is removed by a later one, when nothing can be reading it any more.
LEFT_BEHIND = 24 * 60 * 60  # seconds


@dataclass(slots=True)
class Incoming:
    """The copies of one load, in the order in which they were named."""

    district_id: int
    folder: Path
    files: list[Kept]
    added: list[Path] = field(default_factory=list)

    def keep(self) -> None:
        """Gives each copy its lasting place, on disk before the load that names it is in the ledger."""
        for kept in self.files:
            path = path_of(self.folder, kept.sha256)
            if not path.exists():
                self.added.append(path)
            with kept.path.open("rb") as file:
                os.fsync(file.fileno())
            kept.path.replace(path)

    def let_go(self) -> None:
        """The load did not come about, as far as was heard: what was added goes, unless a load names it after all.

        Where the ledger cannot be asked it stays: a copy that nobody names does less harm than one that is missing.
        """
        if not self.added:
            return
        with suppress(Error), asked_again(self.district_id):
            for path in self.added:
                if not is_named(path.name):
                    path.unlink(missing_ok=True)


def path_of(folder: Path, sha256: str) -> Path:
    return folder / sha256


def folder_of(district_id: int) -> Path:
    """Where the files of a district's loads are kept."""
    return Path(settings.IMPORT_FILES) / str(district_id)


@contextmanager
def incoming(district_id: int, sources: Sequence[Path], problems: Problems) -> Iterator[Incoming]:
    """Copies of `sources` that nobody else changes. Those that cannot be copied are added to `problems`.

    When the block ends without `keep`, or by an exception, no file is left that only this load would have named.
    """
    folder = folder_of(district_id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove_left_behind(folder)
    draft = Path(mkdtemp(prefix="incoming-", dir=folder))
    arrived = Incoming(district_id, folder, _copies(sources, draft, problems))
    try:
        yield arrived
    except BaseException:
        arrived.let_go()
        raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        with suppress(OSError):
            folder.rmdir()  # only where it is empty


def _copies(sources: Sequence[Path], folder: Path, problems: Problems) -> list[Kept]:
    copies: dict[str, Kept] = {}
    for source in sources:
        try:
            kept = keep_copy(source, folder)
        except SheetRefused as refused:
            problems.add(str(refused), file=source.name)
            continue
        if kept.sha256 in copies:
            problems.add(f"holds the same bytes as {copies[kept.sha256].name}", file=kept.name)
        copies[kept.sha256] = kept
    return list(copies.values())


def _remove_left_behind(folder: Path) -> None:
    for path in folder.glob("incoming-*"):
        with suppress(OSError):
            if path.stat().st_mtime < time() - LEFT_BEHIND:
                shutil.rmtree(path, ignore_errors=True)
