"""A private copy of a file: what is read twice must be the same bytes twice, whoever owns the original."""

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from balance.sheets.layout import SheetRefused

LARGEST = 2 * 1024**3  # bytes
CHUNK = 1 << 20
AHEAD = 8  # chunks in memory that are not hashed yet


@dataclass(frozen=True, slots=True)
class Kept:
    path: Path  # the copy; only its owner may read it
    name: str  # of the original, without its folders
    sha256: str
    size: int  # bytes


def keep_copy(source: Path, folder: Path) -> Kept:
    """Copies `source` into `folder` (made if it is missing) under a name of its own, hashing on the way.

    Raises SheetRefused, and leaves nothing behind, if the file is missing, empty, too large, not a plain file, or
    changes while it is copied.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = _open(source)
    try:
        before = _plain_file(file)
        handle, name = tempfile.mkstemp(prefix="sheet-", dir=folder)
        path = Path(name)
        try:
            with os.fdopen(handle, "wb") as copy:
                sha256, size = _copy(file, copy.write)
            if size != before.st_size or _state(before) != _state(os.fstat(file)) or not _still(source, before):
                raise SheetRefused("The file changed while it was read. Wait until it is complete, then load it again.")
        except BaseException:
            path.unlink()
            raise
    finally:
        os.close(file)
    return Kept(path=path, name=source.name, sha256=sha256, size=size)


def _open(source: Path) -> int:
    try:
        # Not blocking: opening a pipe would otherwise wait for somebody to write into it.
        return os.open(source, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise SheetRefused(f"The file cannot be opened: {error.strerror}.") from error


def _plain_file(file: int) -> os.stat_result:
    found = os.fstat(file)
    if stat.S_ISDIR(found.st_mode):
        raise SheetRefused("This is a folder, not a file.")
    if not stat.S_ISREG(found.st_mode):
        raise SheetRefused("This is not a file that can be read twice, but a pipe or a device.")
    if found.st_size == 0:
        raise SheetRefused("The file is empty.")
    if found.st_size > LARGEST:
        raise SheetRefused(_too_large(found.st_size))
    return found


def _copy(file: int, write: Callable[[bytes], object]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    # One thread, so in the order of the chunks: they are hashed while the next ones are copied.
    with ThreadPoolExecutor(1) as hashing:
        hashed: list[Future[None]] = []
        for chunk in _chunks(file):
            size += len(chunk)
            if size > LARGEST:
                raise SheetRefused(_too_large(size))
            if len(hashed) == AHEAD:
                hashed.pop(0).result()
            hashed.append(hashing.submit(digest.update, chunk))
            write(chunk)
    return digest.hexdigest(), size


def _chunks(file: int) -> Iterator[bytes]:
    while chunk := os.read(file, CHUNK):
        yield chunk


def _state(found: os.stat_result) -> tuple[int, ...]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _still(source: Path, before: os.stat_result) -> bool:
    """Whether the name still leads to the file that was read: a new file is put in place by renaming."""
    try:
        return _state(source.stat()) == _state(before)
    except OSError:
        return False


def _too_large(size: int) -> str:
    return f"The file has {size / 1024**3:.1f} GB; the largest that is read has {LARGEST // 1024**3} GB."
