"""`add_person` on the command line: the person and the units in one go, or neither."""

import io
import sys
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Membership, User
from balance.tenancy.scope import district_scope
from budgets.models import Assignment

PAT = ["--email", "pat@x.example", "--name", "Pat"]


def run(*arguments, role="owner", district="juniper-bay"):
    out = io.StringIO()
    call_command("add_person", "--district", district, *PAT, "--role", role, *arguments, stdout=out)
    return out.getvalue().splitlines()


def units(district):
    with district_scope(district):
        rows = Assignment.objects.order_by("unit__kind", "unit__code")
        return [(row.unit.kind, row.unit.code, row.role, row.starts_on, row.ends_on) for row in rows]


def test_add_person_gives_units_in_the_role_of_the_person(juniper, acts):
    assert run("--site", "214", "--site", "215", "--department", "214", "--site", "214") == [
        "Added Pat <pat@x.example>, budget owner.",
        "+ site 214 Juniper Bay site 214",
        "+ site 215 Juniper Bay site 215",
        "+ department 214 Juniper Bay department 214",
    ]
    assert units(juniper) == [
        ("department", "214", "owner", None, None),
        ("site", "214", "owner", None, None),
        ("site", "215", "owner", None, None),
    ]
    assert [act for act, _, _ in acts(juniper)] == ["person.add", *["assignment.open"] * 3]


def test_add_person_again_says_that_nothing_changed(juniper, acts):
    run("--site", "214")
    before = acts(juniper)
    assert run("--site", "214") == ["Nothing changed for Pat <pat@x.example>, budget owner."]
    assert acts(juniper) == before


def test_add_person_with_other_units_replaces_and_without_any_keeps_them(juniper):
    run("--site", "214", "--starts-on", "2026-07-01")
    assert run() == ["Nothing changed for Pat <pat@x.example>, budget owner."]
    assert [row[1] for row in units(juniper)] == ["214"]
    assert run("--site", "215")[1:] == ["+ site 215 Juniper Bay site 215", "- site 214 Juniper Bay site 214"]
    assert [(code, starts_on) for _, code, _, starts_on, _ in units(juniper)] == [
        ("214", date(2026, 7, 1)),
        ("215", None),
    ]


def test_add_person_in_a_new_role_holds_the_units_in_it(juniper):
    run("--site", "214")
    assert run(role="viewer") == [
        "Changed Pat <pat@x.example>, viewer.",
        "+ site 214 Juniper Bay site 214",
    ]
    assert [row[2] for row in units(juniper)] == ["viewer"]


def test_add_person_takes_the_units_of_the_other_district_for_unknown(juniper, cedar):
    run("--site", "214", district="cedar-falls")
    assert units(juniper) == []
    assert [row[1] for row in units(cedar)] == ["214"]


def test_add_person_reports_every_error_at_once_and_writes_nothing(juniper, acts):
    with pytest.raises(CommandError) as refused:
        run("--site", "999", "--department", "215", "--site", "214", "--preferred-way", "fax", role="king")
    assert (str(refused.value).splitlines(), refused.value.returncode) == (
        [
            "There is no site '999'.",
            "There is no department '215'.",
            "There is no role 'king'; roles are office, owner, assistant, viewer, supervisor, report_admin.",
            "'fax' is not a way to reach people; ways are email, call, text, visit.",
        ],
        1,
    )
    assert (User.objects.count(), Membership.objects.count(), acts(juniper)) == (0, 0, [])


def test_add_person_with_an_unknown_unit_leaves_the_person_as_they_were(juniper):
    run("--site", "214")
    with pytest.raises(CommandError) as refused:
        call_command(
            "add_person", "--district=juniper-bay", "--email=pat@x.example", "--name=New", "--role=viewer", "--site=9"
        )
    assert str(refused.value) == "There is no site '9'."
    assert (User.objects.get().name, Membership.objects.get().role) == ("Pat", "owner")


def test_add_person_to_the_office_refuses_units(juniper):
    with pytest.raises(CommandError) as refused:
        run("--site", "214", role="office")
    assert str(refused.value) == "The central office sees every unit: give it no site or department."
    assert User.objects.count() == 0


def test_add_person_to_an_unknown_district_is_refused(db):
    with pytest.raises(CommandError) as refused:
        run(district="nowhere")
    assert (str(refused.value), refused.value.returncode) == ("There is no district 'nowhere'.", 1)


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_add_person_reads_a_password_from_standard_input(juniper, monkeypatch, ending):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f" correct horse battery {ending}"))
    run("--password-stdin")
    assert User.objects.get().check_password(" correct horse battery ")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "The password is empty."),
        ("\n", "The password is empty."),
        ("two\nlines\n", "The password must be one line without control characters."),
        ("short\n", "This password is too short. It must contain at least 10 characters."),
    ],
)
def test_add_person_refuses_a_password_that_will_not_do(juniper, monkeypatch, typed, reason):
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    with pytest.raises(CommandError) as refused:
        run("--password-stdin")
    assert str(refused.value) == reason
    assert User.objects.count() == 0


def test_add_person_refuses_a_password_that_is_not_utf8(juniper, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"correct horse \xff"), encoding="utf-8"))
    with pytest.raises(CommandError) as refused:
        run("--password-stdin")
    assert str(refused.value) == "The password on standard input is not UTF-8 text."


def test_add_person_says_what_it_kept_for_another_district(juniper, cedar, monkeypatch):
    run(district="cedar-falls")
    monkeypatch.setattr(sys, "stdin", io.StringIO("correct horse battery\n"))
    assert run("--password-stdin") == [
        "Added Pat <pat@x.example>, budget owner. Kept password: this person belongs to another district too."
    ]
    assert User.objects.get().has_usable_password() is False
