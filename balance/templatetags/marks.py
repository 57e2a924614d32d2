"""Icons, badges, the money bar and initials in templates. A builtin of every template: no `{% load %}`."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from balance import icons, marks

register = template.Library()

# What a kind of status looks like unless the page names another icon; the words always say it too.
BADGE_ICONS = {
    "ok": "check",
    "warn": "trending-up",
    "info": "trending-down",
    "bad": "circle-alert",
    "quiet": "circle-question-mark",
}


class UnknownBadge(LookupError):
    """A badge of a kind that the design does not have."""


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "check" %}`; the names are Lucide's."""
    return icons.icon(name)


@register.simple_tag
def swatch(mark: str) -> SafeString:
    """`{% swatch "promised" %}`: the key beside a figure."""
    return marks.swatch(mark)


@register.simple_tag
def badge(kind: str, words: str, icon: str = "") -> SafeString:
    """`{% badge "ok" "On pace" %}`: status as icon and words, never colour alone.

    Kinds: ok, warn (ahead of pace), info (behind pace), bad (over), quiet (nothing to do). `icon` names another
    icon, as for `{% badge "quiet" "All promised" icon="lock" %}`. Raises UnknownBadge.
    """
    if kind not in BADGE_ICONS:
        raise UnknownBadge(f"There is no badge of the kind {kind!r}.")
    drawing = icons.icon(icon or BADGE_ICONS[kind])
    return SafeString(f'<span class="badge badge--{kind}">{drawing}{escape(words)}</span>')


@register.simple_tag
def money_bar(budgeted: Decimal, spent: Decimal, promised: Decimal, **options: Any) -> SafeString:
    """`{% money_bar line.revised line.expended line.encumbered share_of_year=share covered_by=pool %}`.

    The options are those of balance.marks.money_bar. An option that is the empty text counts as not given, for that
    is how a template says that a variable is missing.
    """
    given = {name: value for name, value in options.items() if value != ""}
    return marks.money_bar(budgeted, spent, promised, **given)


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and the last name: `DW`."""
    words = str(name).split()
    return "".join(word[0].upper() for word in dict.fromkeys((words[0], words[-1]))) if words else ""
