"""The demo's mail page reads the folder of the mail sink, and nothing beside it."""

import os
from pathlib import Path

import pytest
from django.test import Client

from accounts.web import demo_mailbox
from accounts.web.demo_mailbox import letter, letters

MESSAGE = b"From: Balance <b@localhost>\r\nTo: dana@juniper.example\r\nSubject: Your code\r\n\r\n123456\r\n"
HTML_ONLY = b"Subject: x\r\nContent-Type: text/html\r\n\r\n<p>Hello</p>\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two messages, a half-written one, a link out of the folder, and a secret beside it."""
    (tmp_path / "secret.eml").write_bytes(b"Subject: secret\r\n\r\nsecret\r\n")
    folder = tmp_path / "mail"
    folder.mkdir()
    for name, content, age in (("old.eml", HTML_ONLY, 60), ("new.eml", MESSAGE, 0), ("half.part", MESSAGE, 0)):
        (folder / name).write_bytes(content)
        os.utime(folder / name, (1_800_000_000 - age, 1_800_000_000 - age))
    (folder / "link.eml").symlink_to(tmp_path / "secret.eml")
    return folder


def test_newest_comes_first_and_half_a_message_never(folder: Path) -> None:
    assert [found.name for found in letters(folder)] == ["new.eml", "old.eml"]


def test_message_is_read_as_text(folder: Path) -> None:
    found = letter("new.eml", folder)
    assert (found.sender, found.to, found.subject, found.text) == (
        "Balance <b@localhost>",
        "dana@juniper.example",
        "Your code",
        "123456",
    )


def test_message_without_text_says_so(folder: Path) -> None:
    assert letter("old.eml", folder).text == "This message has no text part."


@pytest.mark.parametrize(
    "name", ["../secret.eml", "link.eml", "half.part", "/etc/passwd", "", ".", "..", "new.eml/../new.eml"]
)
def test_name_leads_nowhere_else(folder: Path, name: str) -> None:
    assert letter(name, folder) is None


def test_folder_that_does_not_exist_is_empty(tmp_path: Path) -> None:
    assert letters(tmp_path / "none") == []


@pytest.mark.urls("tests.accounts.web.demo_urls")
@pytest.mark.django_db
def test_pages_show_the_list_and_one_message(client: Client, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_mailbox.letters, "__defaults__", (folder,))
    monkeypatch.setattr(demo_mailbox.letter, "__defaults__", (folder,))
    assert client.get("/demo/mail/").content.decode().count('href="/demo/mail/new.eml"') == 1
    assert '<p class="plain">123456</p>' in client.get("/demo/mail/new.eml").content.decode()
    assert client.get("/demo/mail/..%2Fsecret.eml").status_code == 404
