"""What is taken away opens to whom the page opens, in every format, and holds no word of the other district."""

import zipfile
from io import BytesIO

import pytest
import time_machine
from django.test import Client

from tests.budgets.reports.files import pdf_pages
from tests.isolation.addresses import POLICIES, only_theirs, users
from tests.isolation.statuses import ANONYMOUS, PEOPLE, STRANGER
from tests.isolation.test_urls import MARKERS, NOW

PAGES = (
    "district_home", "site", "department", "site_summary", "department_summary", "line", "find", "orders", "order",
    "spending", "site_history", "department_history",
)  # fmt: skip
FORMATS = ("csv", "xlsx", "pdf")
DOORS = [(name, door) for name in PAGES for door in POLICIES[name]]


def words(wanted: str, content: bytes) -> str:
    """All that a reader of the file could find in it, names and properties included."""
    if wanted == "xlsx":
        with zipfile.ZipFile(BytesIO(content)) as book:
            return " ".join(book.read(name).decode() for name in book.namelist())
    return " ".join(pdf_pages(content)) if wanted == "pdf" else content.decode()


@pytest.fixture
def clients(cast):
    only_theirs(cast)
    found = {}
    for person, user in users(cast).items():
        found[person] = Client(raise_request_exception=False)
        if user:
            found[person].force_login(user)
    with time_machine.travel(NOW, tick=False):
        yield found


@pytest.mark.parametrize("wanted", FORMATS)
def test_file_opens_to_whom_the_page_opens_and_holds_only_ones_own(clients, wanted):
    got, declared, told, own = {}, {}, [], set()
    for person in PEOPLE:
        ours, theirs = ("cedar", "juniper") if person == STRANGER else ("juniper", "cedar")
        for name, door in DOORS:
            response = clients[person].get(f"{door.path}{'&' if '?' in door.path else '?'}format={wanted}")
            key = person, name, door.path[:60]
            got[key], declared[key] = response.status_code, door.status(person)
            is_file = "Content-Disposition" in response.headers
            # A sign-in, a refusal, a way to the only unit: no file, and a file wherever a page would be.
            assert is_file == (response.status_code == 200)
            text = words(wanted, response.content) if is_file else response.content.decode()
            if MARKERS[theirs] in f"{text}{response.headers}":
                told.append(key)
            if is_file and MARKERS[ours] in text:
                own.add(name)
    assert got == declared
    assert told == []
    assert own == set(PAGES)


def test_signed_out_person_is_sent_to_sign_in_and_back_to_the_file(clients):
    response = clients[ANONYMOUS].get("/d/juniper/sites/214/?format=csv&fy=2027")
    assert response.headers["Location"].endswith("?next=/d/juniper/sites/214/%3Fformat%3Dcsv%26fy%3D2027")
