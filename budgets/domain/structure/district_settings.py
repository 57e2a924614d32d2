"""The district's own settings in the structure file."""

from collections.abc import Mapping
from typing import Any

from accounts.choices import YearEndOrders
from accounts.models import District
from budgets.domain.structure import fields
from budgets.domain.structure.outcome import Outcome, put
from budgets.domain.structure.problems import Problems

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def weekdays(value: Any) -> list[int]:
    """Days of the week by name, as numbers from Monday 0, each once and in order."""
    if not isinstance(value, list) or not all(day in WEEKDAYS for day in value):
        raise fields.Wrong(f"must be a list of days: {', '.join(WEEKDAYS)}")
    return sorted({WEEKDAYS.index(day) for day in value})


def plain_words(value: Any) -> str:
    """Words separated by commas. Letters, digits, blanks and hyphens only: they become part of a pattern."""
    found = fields.text(200, blank=True)(value)
    words = [" ".join(word.split()) for word in found.split(",")]
    if not all(character.isalnum() or character in " -" for word in words for character in word):
        raise fields.Wrong("must be words of letters and digits, separated by commas")
    return ", ".join(word for word in words if word)


SETTINGS: dict[str, fields.Read] = {
    "time_zone": fields.time_zone,
    "office_email": lambda value: value if value == "" else fields.email(value),
    "office_phone": fields.text(40, blank=True),
    "requests_reduce_left": fields.flag,
    "pay_is_set_aside": fields.flag,
    "keeps_pay_details": fields.flag,
    "year_end_orders": fields.choice(YearEndOrders),
    "file_brings_orders": fields.flag,
    "ahead_pct": fields.whole(0, 100),
    "ahead_amount": fields.dollars,
    "behind_pct": fields.whole(0, 100),
    "behind_amount": fields.dollars,
    "window_points": fields.whole(0, 100),
    "stale_order_days": fields.whole(1, 1000),
    "blanket_words": plain_words,
    "feed_weekdays": weekdays,
    "feed_due_at": fields.clock,
}


def read_settings(document: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    """What the file says of the district itself."""
    if "settings" not in document:
        return {}
    return fields.entry(document["settings"], "settings", SETTINGS, problems, always=()).values


def write_settings(district: District, values: Mapping[str, Any]) -> Outcome:
    return put([(district.slug, district, values)], District) if values else Outcome()
