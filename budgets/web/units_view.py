"""What the page of all units shows: its rows, sums and links. No figure is made here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import District
from balance.money import ZERO, percent
from budgets.choices import SourceKind, UnitKind
from budgets.queries.kinds_of_money import Sum, Sums, by_fund
from budgets.queries.overview import Area, Overview
from budgets.queries.overview_filter import ListFilter
from budgets.queries.overview_state import Feed
from budgets.queries.totals import Totals
from budgets.queries.years import Year
from budgets.web.links import entries_url, line_url

KINDS = {UnitKind.SITE.value: "Schools and sites", UnitKind.DEPARTMENT.value: "Departments"}
SORT_WORDS = {
    "need": "Needs you first",
    "name": "Name",
    "used": "Share used",
    "budgeted": "Budgeted",
    "spent": "Spent",
    "promised": "Promised",
    "left": "Left",
    "looked": "Last looked",
}
SHOW_WORDS = {
    "": "All",
    "need": "Need a look",
    "over": "Over",
    "ahead": "Ahead of pace",
    "behind": "Behind pace",
    "nobody": "Nobody assigned",
}
COLUMNS = ("name", "used", "budgeted", "spent", "promised", "left", "need", "looked")
HEADS = SORT_WORDS | {"name": "Budget and owner", "used": "Spent and promised", "need": "Worst pool or line"}
# What is asked for first where a column is sorted by: who has most, who needs most, who has not looked for longest.
DOWN_FIRST = ("used", "budgeted", "spent", "promised", "left")
FIGURES = (("revised", "Budgeted"), ("expended", "Spent"), ("open_orders", "Promised"), ("left", "Left"))


@dataclass(frozen=True, slots=True)
class Shown:
    """What was read for the page. `sums` and `feeds` only for who sees all units."""

    district: District
    year: Year
    query: str
    today: date
    overview: Overview
    sums: Sums | None
    feeds: tuple[Feed, ...]

    def opens(self, words: dict[str, str], measure: str) -> str:
        return entries_url(self.district, words | {"measure": measure}, self.query)

    def url(self, asked: ListFilter) -> str:
        return reverse("district_home", args=[self.district.slug]) + asked.to_query(self.query)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the entries that make it; `share` of the budget in percent where one may be said."""

    measure: str
    words: str
    value: Any
    url: str
    share: Any = None


@dataclass(frozen=True, slots=True)
class SumView:
    """The sum of one kind of money, each figure with its entries."""

    sum: Sum
    title: str
    note: str
    figures: tuple[Figure, ...]
    left: Figure | None
    days_left: int | None


def units_context(shown: Shown) -> dict[str, Any]:
    """What `budgets/units.html` shows."""
    overview, asked = shown.overview, shown.overview.asked
    return {
        "asked": asked,
        "overview": overview,
        "rows": overview.rows,
        "sees_all": shown.sums is not None,
        "columns": [_column(name, shown) for name in COLUMNS],
        "tabs": _tabs(shown),
        "sorts": _sorts(asked),
        "areas": [(area, shown.url(asked.but(area=area.name or "none", show="", q=""))) for area in overview.areas],
        "area_names": [area.name or "none" for area in overview.areas],
        "all_areas": _all(overview.areas),
        "kinds": KINDS.items(),
        "month": shown.today,
        "feet": feet_of(shown),
        "earlier": shown.url(asked.but(page=asked.page - 1)) if asked.page > 1 else "",
        "later": shown.url(asked.but(page=asked.page + 1)) if 0 < asked.page < overview.pages else "",
        "every": shown.url(asked.but(page=0)) if asked.page and overview.pages > 1 else "",
        "clear": shown.url(ListFilter()),
        "share": shown.year.window(shown.today, ()).share_of_year if shown.year.is_open else None,
        "shown": shown,
        **(_district(shown, shown.sums) if shown.sums else {}),
    }


def _sorts(asked: ListFilter) -> list[tuple[str, str, bool]]:
    """For the field that sorts where the heads of the columns do not show: each column its usual way round."""
    now = asked.words.get("sort", "need")
    usual = {f"-{name}" if name in DOWN_FIRST else name: words for name, words in SORT_WORDS.items()}
    found = [(sort, words, sort == now) for sort, words in usual.items()]
    return found if now in usual else [(now, f"{SORT_WORDS[asked.sort]}, turned round", True), *found]


def _column(name: str, shown: Shown) -> dict[str, Any]:
    """A head that sorts: the same column again turns it round."""
    asked = shown.overview.asked
    is_here = asked.sort == name
    down = not asked.is_descending if is_here else name in DOWN_FIRST
    return {
        "name": name,
        "words": HEADS[name],
        "url": shown.url(asked.but(sort=name, is_descending=down)),
        "sorted": ("descending" if asked.is_descending else "ascending") if is_here else "",
        "is_number": name in ("budgeted", "spent", "promised", "left"),
    }


def _tabs(shown: Shown) -> list[tuple[str, int, str, bool]]:
    """Ready-made filters with their counts; those that hold something, and the one that is on."""
    asked, counts = shown.overview.asked, shown.overview.counts
    words = SHOW_WORDS | {"unlooked": f"Not looked in {shown.today:%B}"}
    return [
        (words[name], counts[name], shown.url(asked.but(show=name)), asked.show == name)
        for name in words
        if counts[name] or name in ("", asked.show)
    ]


def _all(areas: Iterable[Area]) -> Area | None:
    found = list(areas)
    if len(found) < 2:
        return None
    sums = (sum(getattr(area, name) for area in found) for name in ("units", "over", "ahead", "behind", "looked"))
    return Area("", "", *sums)


def feet_of(shown: Shown) -> list[SumView]:
    """What whole kinds and areas add up to, by fund; sites and departments are never added to each other."""
    asked = shown.overview.asked
    if shown.sums is None or not asked.is_whole:
        return []
    area = "" if asked.area == "none" else asked.area
    parts = [
        part for part in shown.sums.listed if asked.kind in ("", part.kind) and (not asked.area or part.name == area)
    ]
    funds = {part.fund for part in parts}
    return [_sum_view(each, shown, _foot_title(each, several=len(funds) > 1)) for each in by_fund(parts)]


def _foot_title(found: Sum, *, several: bool) -> str:
    kind = KINDS[found.kind]
    return f"{kind}, {found.fund_name or found.name}" if several else kind


def _district(shown: Shown, sums: Sums) -> dict[str, Any]:
    """What the whole district can decide on, and all that stands apart."""
    main, *others = sums.funds or (None,)
    return {
        "main": _sum_view(main, shown, main.name) if main else None,
        "decide_words": _decide_words(shown),
        "apart": [
            *(_sum_view(each, shown, each.name) for each in others),
            *(_sum_view(each, shown, each.name) for each in sums.sources),
        ],
        "central": _sum_view(sums.central, shown, sums.central.name) if sums.central else None,
        "nobodys": _sum_view(sums.nobodys, shown, sums.nobodys.name) if sums.nobodys else None,
        "named": [(name or code, code, line_url(shown.district, code) + shown.query) for code, name in sums.named],
        "ledger": _sum_view(sums.ledger, shown, sums.ledger.name) if sums.ledger else None,
        "feeds": shown.feeds,
    }


def _decide_words(shown: Shown) -> dict[str, Any]:
    window = shown.year.window(shown.today, {shown.sums.funds[0].fund} if shown.sums and shown.sums.funds else ())
    return {"last_order_on": window.last_order_on, "days_to_order": (window.last_order_on - shown.today).days}


def _sum_view(found: Sum, shown: Shown, title: str) -> SumView:
    figures = tuple(_figure(found.totals, found.words, measure, words, shown) for measure, words in FIGURES)
    days = (found.use_by - shown.today).days if found.use_by else None
    left = figures[-1] if found.has_left else None
    return SumView(found, title, _note(found, shown), figures, left, days if days is not None and days >= 0 else None)


def _figure(totals: Totals, words: dict[str, str], measure: str, name: str, shown: Shown) -> Figure:
    value = getattr(totals, measure)
    share = percent(value, totals.revised) if measure != "revised" and value >= ZERO else None
    return Figure(measure, name, value, shown.opens(words, measure), share)


def _note(found: Sum, shown: Shown) -> str:
    """Where it is used, and whether it is a fund of its own."""
    units = f"in {found.units} unit{'' if found.units == 1 else 's'}" if found.units else ""
    main = shown.sums.funds[0].fund if shown.sums and shown.sums.funds else ""
    own = f"a fund of its own: {found.fund_name or 'fund'} {found.fund}" if found.fund and found.fund != main else ""
    each = "each for what its giver asked" if found.kind == SourceKind.GIFT and found.units > 1 else ""
    return ", ".join(part for part in (units, own, each) if part)
