"""People of a district: added, or changed, by their e-mail address."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.choices import PreferredWay, Role
from accounts.domain.audit import record
from accounts.domain.changes import Changes, apply
from accounts.domain.words import words
from accounts.models import Contact, Membership, User
from balance.tenancy.scope import require_district_id

EMAIL_LIMIT = 254
PASSWORD_LIMIT = 1000  # characters; hashing more is work for nothing


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is known of a person. None is "not said": what is there stays. E-mail, name and role are always said."""

    email: str
    name: str
    role: str
    password: str | None = None
    title: str | None = None
    phone: str | None = None
    preferred_way: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """What became of it. `kept` names what was not changed because it is not this district's alone."""

    membership: Membership
    is_new: bool
    former_role: str | None
    changes: Changes
    kept: tuple[str, ...]


def add_person(*, by: User | None, person: NewPerson) -> Person:
    """Adds a person to the district of the scope, or changes them; the same call again changes nothing.

    A person is found by e-mail in any case. Name and password belong to the person, so this district changes them
    only while they belong to no other: else one district could sign in to the other. Without a password a new
    person signs in by code. Raises ValidationError with every reason by field; then nothing was written.
    """
    new = _checked(person)
    with transaction.atomic():
        # Locks the person first, so that two calls at once make one person and one membership.
        user, user_is_new = User.objects.select_for_update(no_key=True).get_or_create(
            email__iexact=new.email, defaults={"email": new.email, "name": new.name, "password": "!"}
        )
        membership, is_new = Membership.objects.select_for_update(no_key=True).get_or_create(
            user=user, district_id=require_district_id(), defaults={"role": new.role}
        )
        former_role = None if is_new else membership.role
        changes, kept = _write_user(user, new, is_new=user_is_new)
        changes |= _write_membership(membership, new)
        changes |= _write_contact(membership, new)
        if is_new or changes:
            facts = {"email": new.email, "name": user.name, "role": new.role, "changes": changes}
            act = "person.add" if is_new else "person.change"
            record(by=by, act=act, subject=f"member:{membership.pk}", **facts)
    return Person(membership, is_new, former_role, changes, kept)


def _checked(person: NewPerson) -> NewPerson:
    """The person with clean text. Raises ValidationError with every reason."""
    problems: dict[str, list[str]] = {}
    cleaned: dict[str, Any] = {"email": person.email.strip().lower(), "role": person.role}
    limits = {"name": 120, "title": 120, "phone": 40, "note": 200}
    for name, limit in limits.items():
        value = getattr(person, name)
        try:
            cleaned[name] = None if value is None else words(value, limit=limit, blank=name != "name")
        except ValidationError as error:
            problems[name] = [f"The {name} {message}." for message in error.messages]
    problems |= _choice_problems(person, cleaned["email"])
    if reasons := _password_problems(person):
        problems["password"] = reasons
    if problems:
        raise ValidationError(problems)
    return replace(person, **cleaned)


def _choice_problems(person: NewPerson, email: str) -> dict[str, list[str]]:
    problems = {}
    try:
        validate_email(email)
        words(email, limit=EMAIL_LIMIT)
    except ValidationError:
        problems["email"] = [f"{person.email!r} is not an e-mail address."]
    if person.role not in Role.values:
        problems["role"] = [f"There is no role {person.role!r}; roles are {', '.join(Role.values)}."]
    if person.preferred_way not in (None, *PreferredWay.values):
        ways = ", ".join(PreferredWay.values)
        problems["preferred_way"] = [f"{person.preferred_way!r} is not a way to reach people; ways are {ways}."]
    return problems


def _password_problems(person: NewPerson) -> list[str]:
    if person.password is None:
        return []
    if not person.password:
        return ["The password is empty."]
    if len(person.password) > PASSWORD_LIMIT:
        return [f"The password has more than {PASSWORD_LIMIT} characters."]
    try:
        validate_password(person.password, User(email=person.email, name=person.name))
    except ValidationError as error:
        return error.messages
    return []


def _write_user(user: User, new: NewPerson, *, is_new: bool) -> tuple[Changes, tuple[str, ...]]:
    """Name and password, which are the person's own. Changes never hold the password, only that there is a new one."""
    renamed = user.name != new.name
    # For a new password the hash must be of this person's; comparing costs a hash, so it is done once.
    repassword = new.password is not None and (is_new or not user.check_password(new.password))
    if not is_new and user.memberships.exclude(district_id=require_district_id()).exists():
        return {}, tuple(what for what, differs in (("name", renamed), ("password", repassword)) if differs)
    changes = apply(user, {"name": new.name})
    if is_new or repassword:
        user.set_password(new.password)
    if repassword:
        changes["password"] = [None, "set"]
    if is_new or changes:
        user.save(update_fields=["name", "password"])
    return changes, ()


def _write_membership(membership: Membership, new: NewPerson) -> Changes:
    changes = apply(membership, {"role": new.role, "is_active": True})
    if changes:
        membership.save(update_fields=list(changes))
    return changes


def _write_contact(membership: Membership, new: NewPerson) -> Changes:
    said = {name: getattr(new, name) for name in ("title", "phone", "preferred_way", "note")}
    said = {name: value for name, value in said.items() if value is not None}
    if not said:
        return {}
    contact = Contact.objects.filter(membership=membership).first() or Contact(membership=membership)
    changes = apply(contact, said)
    if changes or contact.pk is None:
        contact.save()
    return changes
