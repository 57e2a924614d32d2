"""A copy is private, hashed and whole; a file that changes meanwhile, or is no file, leaves nothing behind."""

import hashlib
import os
import stat
from pathlib import Path

import pytest

from balance.sheets import Kept, SheetRefused, keep_copy, kept


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "deep"


def refusal(source: Path, folder: Path) -> str:
    with pytest.raises(SheetRefused) as refused:
        keep_copy(source, folder)
    assert not folder.exists() or list(folder.iterdir()) == []
    return str(refused.value)


def test_copy_is_private_and_hashed(written, folder):
    content = os.urandom(3 * kept.CHUNK + 17)
    source = written(content, "GL 2025.csv")
    copy = keep_copy(source, folder)
    assert copy == Kept(copy.path, "GL 2025.csv", hashlib.sha256(content).hexdigest(), len(content))
    assert copy.path.read_bytes() == content
    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(folder.iterdir()) == [copy.path]


def test_two_copies_of_one_file_do_not_meet(written, folder):
    source = written(b"a,b\n")
    assert keep_copy(source, folder).path != keep_copy(source, folder).path


def test_link_is_followed_and_named_as_given(written, folder, tmp_path):
    link = tmp_path / "latest.csv"
    link.symlink_to(written(b"a,b\n"))
    assert keep_copy(link, folder).name == "latest.csv"


def test_what_is_no_plain_file_is_refused(written, folder, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path, folder) == "This is a folder, not a file."
    assert refusal(tmp_path / "pipe", folder) == "This is not a file that can be read twice, but a pipe or a device."
    assert refusal(tmp_path / "gone", folder) == "The file cannot be opened: No such file or directory."
    assert refusal(written(b""), folder) == "The file is empty."


def test_too_large_file_is_refused_before_it_is_copied(written, folder):
    source = written(b"a")
    os.truncate(source, kept.LARGEST + 1)
    assert refusal(source, folder) == "The file has 2.0 GB; the largest that is read has 2 GB."


def changed(change):
    """A hash that changes the file after the first piece was read."""

    class Hash:
        def __init__(self) -> None:
            self.changed = False

        def update(self, chunk: bytes) -> None:
            if not self.changed:
                change()
            self.changed = True

        def hexdigest(self) -> str:
            return "never asked"

    return Hash


@pytest.mark.parametrize("how", ["grown", "cut", "overwritten", "replaced", "removed"])
def test_file_that_changes_while_it_is_copied_is_refused(written, folder, tmp_path, monkeypatch, how):
    source = written(b"x" * 100)
    os.utime(source, ns=(0, 0))
    other = written(b"x" * 100, "other.csv")
    change = {
        "grown": lambda: os.truncate(source, 101),
        "cut": lambda: os.truncate(source, 50),
        "overwritten": lambda: source.write_bytes(b"y" * 100),
        "replaced": lambda: other.replace(source),
        "removed": source.unlink,
    }[how]
    monkeypatch.setattr(kept, "CHUNK", 10)
    monkeypatch.setattr(kept.hashlib, "sha256", changed(change))
    assert refusal(source, folder) == (
        "The file changed while it was read. Wait until it is complete, then load it again."
    )


def test_file_that_grows_for_ever_is_refused(written, folder, monkeypatch):
    source = written(b"x" * 100)
    monkeypatch.setattr(kept, "LARGEST", 150)
    monkeypatch.setattr(kept, "CHUNK", 10)

    class Growing(changed(lambda: None)):
        def update(self, chunk: bytes) -> None:
            os.truncate(source, source.stat().st_size + 10)

    monkeypatch.setattr(kept.hashlib, "sha256", Growing)
    assert refusal(source, folder).startswith("The file has ")
