"""Dates in templates, in the time zone that is active. A builtin of every template: no `{% load %}`.

The year is shown only where it is not the fiscal year of the page; that is the page's to know, so there are two forms.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString

register = template.Library()

# After this many days a date says more than a count of days.
AGO_DAYS = 60


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _said(value: date | datetime, form: str) -> str:
    local = _local(value)
    return _day_said(local.date() if isinstance(local, datetime) else local, form)


@lru_cache(10_000)
def _day_said(day: date, form: str) -> str:
    """A page says the same few days in hundreds of places."""
    return format_date(day, form)


@register.filter
def day(value: date | datetime | None) -> str:
    """`Wed, Nov 18`"""
    return "" if value is None else _said(value, "D, M j")


@register.filter
def day_year(value: date | datetime | None) -> str:
    """`Wed, Nov 18, 2026`"""
    return "" if value is None else _said(value, "D, M j, Y")


@register.filter
def short_day(value: date | datetime | None) -> str:
    """`Apr 30`: a deadline, where the day of the week says nothing yet."""
    return "" if value is None else _said(value, "M j")


@register.filter
def short_day_year(value: date | datetime | None) -> str:
    """`Sep 30, 2027`"""
    return "" if value is None else _said(value, "M j, Y")


@register.filter
def long_day(value: date | datetime | None) -> str:
    """`June 30, 2027`: in a heading or a sentence."""
    return "" if value is None else _said(value, "F j, Y")


@register.filter
def clock(value: datetime | None) -> str:
    """`5:42 a.m.`, `7 a.m.`, `noon`: AP style."""
    return "" if value is None else format_date(_local(value), "P")


@register.filter
def moment(value: datetime | None) -> str:
    """`Thu, Nov 19, 5:42 a.m.`"""
    return "" if value is None else f"{day(value)}, {clock(value)}"


@register.filter
def ago(value: date | datetime | None, today: date | None = None) -> str:
    """`today`, `yesterday`, `13 days ago`; the date after 60 days, and for a day to come."""
    if value is None:
        return ""
    local = _local(value)
    days = ((today or timezone.localdate()) - (local.date() if isinstance(local, datetime) else local)).days
    if days < 0 or days > AGO_DAYS:
        return day(value)
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


FORMS: dict[str, Callable[..., str]] = {
    form.__name__: form for form in (day, day_year, short_day, short_day_year, long_day, clock, moment, ago)
}


class UnknownDateForm(LookupError):
    """`time_el` was asked for a form that is not one of the filters here."""


@register.simple_tag
def time_el(value: date | datetime | None, form: str = "day") -> SafeString | str:
    """`{% time_el loaded_at "moment" %}`: the words of the filter `form`, inside `<time datetime="…">`.

    Raises UnknownDateForm.
    """
    if form not in FORMS:
        raise UnknownDateForm(f"There is no date form named {form!r}: {', '.join(FORMS)}.")
    if value is None:
        return ""
    local = _local(value)
    iso = local.isoformat(timespec="minutes") if isinstance(local, datetime) else local.isoformat()
    return SafeString(f'<time datetime="{iso}">{FORMS[form](value)}</time>')
