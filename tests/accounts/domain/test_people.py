"""Adding and changing people."""

import pytest
from allauth.account.internal.userkit import filter_users_by_email
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

from accounts.domain.people import NewPerson, add_person
from accounts.models import AuditEvent, Contact, Membership, User
from balance.tenancy.scope import NoDistrictScope, district_scope

PASSWORD = "correct horse battery"


def add(district, **said):
    with district_scope(district):
        return add_person(
            by=None, person=NewPerson(**{"email": "pat@x.example", "name": "Pat", "role": "owner"} | said)
        )


def test_add_person_makes_user_membership_and_audit_event(juniper, acts):
    person = add(juniper, email=" Pat.Doe@X.example", name="Pat Doe", password=PASSWORD)
    member = person.membership
    assert (person.is_new, person.former_role, person.kept) == (True, None, ())
    assert (member.user.email, member.user.name, member.role) == ("pat.doe@x.example", "Pat Doe", "owner")
    facts = {"email": "pat.doe@x.example", "name": "Pat Doe", "role": "owner", "changes": {"password": [None, "set"]}}
    assert acts(juniper) == [("person.add", f"member:{member.pk}", facts)]


def test_add_person_can_sign_in_by_password_in_any_case_of_the_email(juniper, rf):
    user = add(juniper, email="Pat@X.example", password=PASSWORD).membership.user
    assert authenticate(rf.post("/"), email="PAT@x.EXAMPLE", password=PASSWORD) == user


def test_add_person_without_password_signs_in_by_code_only(juniper):
    user = add(juniper).membership.user
    assert user.has_usable_password() is False
    assert filter_users_by_email("PAT@x.example", is_active=True, prefer_verified=True, for_login=True) == [user]


def test_add_person_again_changes_nothing(juniper, acts):
    said = {
        "password": PASSWORD,
        "title": "Principal",
        "phone": "555 0100",
        "preferred_way": "call",
        "note": "before 8",
    }
    first = add(juniper, **said)
    before = acts(juniper), User.objects.values().get(), Membership.objects.values().get()
    again = add(juniper, **said | {"email": "PAT@X.example"})
    assert (again.membership, again.is_new, again.changes) == (first.membership, False, {})
    assert (acts(juniper), User.objects.values().get(), Membership.objects.values().get()) == before


def test_add_person_changes_what_is_said_and_keeps_the_rest(juniper, acts):
    add(juniper, password=PASSWORD, title="Principal", phone="555 0100")
    person = add(juniper, name="Pat Doe", role="viewer", phone="")
    assert person.changes == {"name": ["Pat", "Pat Doe"], "role": ["owner", "viewer"], "phone": ["555 0100", ""]}
    assert person.former_role == "owner"
    with district_scope(juniper):
        assert Contact.objects.values("title", "phone", "preferred_way").get() == {
            "title": "Principal",
            "phone": "",
            "preferred_way": "email",
        }
    assert User.objects.get().check_password(PASSWORD)
    assert [act for act, _, _ in acts(juniper)] == ["person.add", "person.change"]


def test_add_person_opens_an_ended_membership_again(juniper):
    member = add(juniper).membership
    Membership.objects.update(is_active=False)
    assert add(juniper).changes == {"is_active": [False, True]}
    member.refresh_from_db()
    assert member.is_active is True


def test_add_person_of_another_district_keeps_name_and_password(juniper, cedar, acts):
    add(juniper, password=PASSWORD)
    person = add(cedar, name="Patricia", role="viewer", password="another good password")
    assert (person.is_new, person.kept) == (True, ("name", "password"))
    user = User.objects.get()
    assert (user.name, user.check_password(PASSWORD)) == ("Pat", True)
    assert set(user.memberships.values_list("district__slug", "role")) == {
        ("juniper-bay", "owner"),
        ("cedar-falls", "viewer"),
    }
    assert [facts["name"] for _, _, facts in acts(cedar)] == ["Pat"]
    # Neither can the first district any more: the person is not its alone.
    assert add(juniper, password="another good password").kept == ("password",)


def test_add_person_reports_every_error_at_once(juniper, acts):
    with pytest.raises(ValidationError) as refused:
        add(
            juniper,
            email="pat@",
            name=" ",
            role="king",
            password="",
            title="x" * 121,
            phone="555\x000100",
            preferred_way="fax",
        )
    assert refused.value.message_dict == {
        "name": ["The name is empty."],
        "title": ["The title has 121 characters; 120 fit."],
        "phone": ["The phone holds a control character."],
        "email": ["'pat@' is not an e-mail address."],
        "role": ["There is no role 'king'; roles are office, owner, assistant, viewer, supervisor, report_admin."],
        "preferred_way": ["'fax' is not a way to reach people; ways are email, call, text, visit."],
        "password": ["The password is empty."],
    }
    assert (User.objects.count(), acts(juniper)) == (0, [])


@pytest.mark.parametrize("password", ["short", "password123", "pat@x.example", "x" * 1001])
def test_add_person_refuses_weak_passwords(juniper, password):
    with pytest.raises(ValidationError) as refused:
        add(juniper, password=password)
    assert list(refused.value.message_dict) == ["password"]


def test_add_person_outside_of_a_district_is_refused(db):
    with pytest.raises(NoDistrictScope):
        add_person(by=None, person=NewPerson(email="pat@x.example", name="Pat", role="owner"))
    assert User.objects.count() == 0


def test_add_person_never_writes_the_password_to_the_trail(juniper):
    add(juniper, password=PASSWORD)
    add(juniper, password="another good password")
    with district_scope(juniper):
        trail = str(list(AuditEvent.objects.values_list("facts", flat=True)))
    assert PASSWORD not in trail
    assert "another good password" not in trail
