"""Checks by the API: of one's own units, newest first."""

import pytest
import time_machine
from django.test import Client


@pytest.fixture
def said(cast):
    for person, at, act in (
        ("principal", "2026-11-17T20:00:00Z", "check"),
        ("assistant", "2026-11-18T07:30:00Z", "check"),  # still the day before, in the district
        ("principal", "2026-11-18T20:00:00Z", "ask"),
    ):
        with time_machine.travel(at, tick=False):
            client = Client()
            client.force_login(cast.ours.user(person))
            client.post(f"/d/juniper/sites/214/{act}/", {"seen": 1, "about": "all", "text": "Why?"})


@pytest.mark.parametrize("person", ["principal", "assistant", "viewer", "officer"])
def test_checks_of_a_unit_are_newest_first(ask, said, person):
    status, answer = ask(person, "checks", unit="site-214")
    assert (status, answer["fiscal_year"]) == (200, 2027)
    assert [(row["at"], row["on"], row["by"], row["role"], row["answer"]) for row in answer["results"]] == [
        ("2026-11-18T20:00:00Z", "2026-11-18", "Principal JUNIPERMARK", "owner", "question"),
        ("2026-11-18T07:30:00Z", "2026-11-17", "Assistant JUNIPERMARK", "assistant", "nothing"),
        ("2026-11-17T20:00:00Z", "2026-11-17", "Principal JUNIPERMARK", "owner", "nothing"),
    ]
    assert {row["posted_through"] for row in answer["results"]} == {"2026-11-18"}


@pytest.mark.parametrize("person", ["sibling", "head", "report_admin"])
def test_checks_of_somebody_elses_unit_are_not_there(ask, said, person):
    assert ask(person, "checks", unit="site-214")[0] == 404


def test_year_before_has_its_own(ask, said):
    assert ask("principal", "checks", unit="site-214", fy=2026)[1]["results"] == []


def test_unit_must_be_named(ask, said):
    assert ask("principal", "checks") == (400, {"detail": "Name a unit, such as unit=site-214."})
