"""Which units of the list are asked for, and in which order: words of an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from budgets.choices import UnitKind
from budgets.queries.entry_filter import LONGEST
from budgets.queries.typed import WrongFilter

PAGE = 50
LAST_PAGE = 10_000
SORTS = ("need", "name", "used", "budgeted", "spent", "promised", "left", "looked")
# What of the units: those that ask for a look, those of one verdict, those without an owner or a look this month.
SHOWS = ("", "need", "over", "ahead", "behind", "calm", "nobody", "unlooked")


@dataclass(frozen=True, slots=True)
class ListFilter:
    """`area` "none" is units without one. `page` from 1; 0 is all of them."""

    kind: str = ""
    area: str = ""
    show: str = ""
    q: str = ""
    sort: str = "need"
    is_descending: bool = False
    page: int = 1

    @classmethod
    def parse(cls, query: Mapping[str, Any]) -> "ListFilter":
        """Raises WrongFilter for the first word that means nothing."""
        sort = _text("sort", query) or "need"
        page = _text("page", query) or "1"
        if page != "all" and not (page.isascii() and page.isdigit() and 1 <= int(page[:9]) <= LAST_PAGE):
            raise WrongFilter("page", f"“{page}” is not a page.")
        return cls(
            kind=_one_of("kind", _text("kind", query), ("", *UnitKind.values)),
            area=_text("area", query),
            show=_one_of("show", _text("show", query), SHOWS),
            q=" ".join(_text("q", query).split()),
            sort=_one_of("sort", sort.removeprefix("-"), SORTS),
            is_descending=sort.startswith("-"),
            page=0 if page == "all" else int(page),
        )

    @property
    def words(self) -> dict[str, str]:
        """The words of an address that mean this; those that say nothing are left out."""
        sort = f"-{self.sort}" if self.is_descending else self.sort
        words = {
            "kind": self.kind,
            "area": self.area,
            "show": self.show,
            "q": self.q,
            "sort": "" if sort == "need" else sort,
            "page": "all" if self.page == 0 else str(self.page) if self.page > 1 else "",
        }
        return {name: value for name, value in words.items() if value}

    @property
    def is_whole(self) -> bool:
        """Whether whole kinds and areas are asked for, of which there are sums."""
        return not (self.show or self.q)

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self.is_whole and not (self.kind or self.area)

    def but(self, **changed: Any) -> "ListFilter":
        """The same with other words, from its first page on."""
        return replace(self, **{"page": 1 if self.page else 0} | changed)

    def to_query(self, year_query: str = "") -> str:
        """`?kind=site&sort=-left`; `year_query` is `?fy=2026` or nothing."""
        fy = year_query.removeprefix("?fy=")
        said = urlencode(self.words | ({"fy": fy} if fy else {}))
        return f"?{said}" if said else ""


def _text(name: str, query: Mapping[str, Any]) -> str:
    text = str(query.get(name, "")).strip()
    if len(text) > LONGEST:
        raise WrongFilter(name, f"Write at most {LONGEST} characters.")
    return text


def _one_of(name: str, text: str, known: tuple[str, ...]) -> str:
    if text not in known:
        raise WrongFilter(name, f"“{text}” is not one of {', '.join(filter(None, known))}.")
    return text
