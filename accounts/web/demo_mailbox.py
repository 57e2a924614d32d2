"""The folder in which the demo's mail sink keeps messages, one `.eml` file each."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from balance.paths import VAR_DIR

FOLDER = VAR_DIR / "mail"
NEWEST = 100


@dataclass(frozen=True)
class Letter:
    """One message: its file name, when it came, its headers and its text part."""

    name: str
    came_at: datetime
    sender: str
    to: str
    subject: str
    text: str


def letters(folder: Path = FOLDER) -> list[Letter]:
    """The newest messages, newest first; none where the folder does not exist."""
    files = sorted(_files(folder).values(), key=lambda file: (file.stat().st_mtime, file.name), reverse=True)
    return [_read(file) for file in files[:NEWEST]]


def letter(name: str, folder: Path = FOLDER) -> Letter | None:
    """The message in the file `name`; None if there is none.

    The name is looked up among the files that exist and never joined to a path, so it cannot lead elsewhere.
    """
    file = _files(folder).get(name)
    return _read(file) if file else None


def _files(folder: Path) -> dict[str, Path]:
    return {file.name: file for file in folder.glob("*.eml") if file.is_file() and not file.is_symlink()}


def _read(file: Path) -> Letter:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    return Letter(
        name=file.name,
        came_at=datetime.fromtimestamp(file.stat().st_mtime, UTC),
        sender=str(message.get("From", "")),
        to=str(message.get("To", "")),
        subject=str(message.get("Subject", "")),
        text=_text(message),
    )


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain",))
    return "\n".join(body.get_content().splitlines()) if body else "This message has no text part."
