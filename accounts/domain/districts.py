"""Opening a district."""

import re
from datetime import date
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.domain.audit import record
from accounts.domain.words import words
from accounts.models import District, User
from balance.tenancy.scope import district_scope

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_LENGTH = 40
MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")


def create_district(
    *,
    by: User | None,
    slug: str,
    name: str,
    fiscal_year_start: str = "07-01",
    time_zone: str = "America/Los_Angeles",
) -> District:
    """A new district. `fiscal_year_start` is MM-DD, `time_zone` an IANA name.

    Works outside of any scope. Raises ValidationError with every reason by field, also for a slug that is taken;
    then nothing was written.
    """
    problems: dict[str, list[str]] = {}
    if reason := _slug_problem(slug):
        problems["slug"] = [reason]
    try:
        name = words(name, limit=120)
    except ValidationError as error:
        problems["name"] = [f"The name {message}." for message in error.messages]
    try:
        starts = month_and_day(fiscal_year_start)
    except ValidationError as error:
        problems["fiscal_year_start"] = error.messages
    if time_zone not in available_timezones():
        problems["time_zone"] = [f"There is no time zone {time_zone!r}; write it like America/Denver."]
    if problems:
        raise ValidationError(problems)
    return _write(by, District(slug=slug, name=name, time_zone=time_zone, **starts))


def month_and_day(text: str) -> dict[str, int]:
    """The district's fields for the first day of a fiscal year, from MM-DD.

    Raises ValidationError for a day that some year lacks.
    """
    found = MONTH_DAY.fullmatch(text)
    if not found:
        raise ValidationError(f"A fiscal year starts on a day written MM-DD, such as 07-01, not {text!r}.")
    month, day = int(found[1]), int(found[2])
    if (month, day) == (2, 29):
        raise ValidationError("A fiscal year cannot start on February 29: most years have none.")
    try:
        date(2001, month, day)
    except ValueError as error:
        raise ValidationError(f"There is no day {text}.") from error
    return {"fiscal_year_start_month": month, "fiscal_year_start_day": day}


def _slug_problem(slug: str) -> str | None:
    if not SLUG.fullmatch(slug) or len(slug) > SLUG_LENGTH:
        return (
            f"{slug!r} cannot stand in addresses: use up to {SLUG_LENGTH} small letters, digits and single hyphens,"
            " such as juniper-bay."
        )
    if District.objects.filter(slug=slug).exists():
        return f"There is already a district {slug!r}."
    return None


def _write(by: User | None, district: District) -> District:
    try:
        with transaction.atomic():
            district.save()
            with district_scope(district):
                record(
                    by=by,
                    act="district.create",
                    subject=f"district:{district.slug}",
                    name=district.name,
                    fiscal_year_start=f"{district.fiscal_year_start_month:02}-{district.fiscal_year_start_day:02}",
                    time_zone=district.time_zone,
                )
    except IntegrityError as error:
        # Somebody else took the slug between our look and our write.
        raise ValidationError({"slug": [f"There is already a district {district.slug!r}."]}) from error
    return district
