"""The help page: how it is done here, what many ask, and who helps."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.text import slugify

from balance.rich_text import rich_text
from budgets.models import CommonQuestion
from budgets.queries.guidance import common_questions, helpers_of, texts
from budgets.web.guides import guides_for
from budgets.web.pages import BudgetView

LONGEST_ANCHOR = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One text with its place on the page: `/d/<slug>/help/#order` leads to it."""

    anchor: str
    title: str
    text: str
    icon: str = ""
    page: str = ""

    @property
    def html(self) -> SafeString:
        return rich_text(self.text, self.page)

    def has(self, words: Iterable[str]) -> bool:
        """Whether each of the words is in it, in capitals or not."""
        whole = f"{self.title} {self.text}".casefold()
        return all(word in whole for word in words)


@dataclass(frozen=True, slots=True)
class Part:
    """The texts of one kind, under one heading."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]


class HelpView(BudgetView):
    """Everything at once, in an order that can be scanned; `?q=` leaves what has these words."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = " ".join(request.GET.get("q", "").split())[:100]
        parts = _found(help_parts(), asked, request.path)
        context: dict[str, Any] = {
            "parts": parts,
            "asked": asked,
            "count": sum(len(part.entries) for part in parts),
            "guides": guides_for(self.membership.role),
            "helpers": helpers_of(self.membership, self.today),
        }
        return self.page("budgets/help.html", context)


def help_parts() -> list[Part]:
    """All texts of the district, in two statements."""
    acts, purposes = texts()
    used: set[str] = set()
    parts = [
        Part("how", "How we do it here", tuple(Entry(act.value, act.label, text) for act, text in acts.items())),
        Part(
            "purposes",
            "By purpose",
            tuple(Entry(_anchor("purpose", row.code, used), row.name, row.text, row.icon) for row in purposes),
        ),
        *_questions(common_questions()),
    ]
    return [part for part in parts if part.entries]


def _anchor(kind: str, words: str, used: set[str]) -> str:
    """A place on the page that stays as long as the words do, and is there once."""
    anchor = f"{kind}-{slugify(words)[:LONGEST_ANCHOR].strip('-')}"
    while anchor in used:
        anchor += "-2"
    used.add(anchor)
    return anchor


def _questions(found: Iterable[CommonQuestion]) -> list[Part]:
    """Under their headings, in the order in which each heading comes first."""
    groups: dict[str, list[Entry]] = {}
    used: set[str] = set()
    for row in found:
        entry = Entry(_anchor("q", row.question, used), row.question, row.answer)
        groups.setdefault(row.heading, []).append(entry)
    return [Part(f"part-{place}", heading, tuple(rows)) for place, (heading, rows) in enumerate(groups.items(), 1)]


def _found(parts: list[Part], asked: str, page: str) -> list[Part]:
    """What has every word that was asked for; its links lead to the whole page, where what they name is."""
    if not asked:
        return parts
    words = asked.casefold().split()
    left = [
        replace(part, entries=tuple(replace(each, page=page) for each in part.entries if each.has(words)))
        for part in parts
    ]
    return [part for part in left if part.entries]
