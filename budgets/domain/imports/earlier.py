"""Earlier loads: those that a new one is compared with, the one that its very bytes brought, and their sender."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from budgets.choices import ImportOrigin, ImportState
from budgets.domain.imports.request import Request
from budgets.domain.imports.window import Window
from budgets.models import FiscalYear, Import


def loads_of(feed: str, year: FiscalYear) -> list[int]:
    """Ids of the feed's published loads of this year."""
    return list(_published(feed).filter(fiscal_year=year).values_list("pk", flat=True))


def loads_in(window: Window, feed: str, year: FiscalYear) -> list[int]:
    """Of `loads_of` those that rows of the window may be from: a file of last night looks at no night before."""
    loads = _published(feed).filter(fiscal_year=year).values_list("pk", "window")
    return [pk for pk, said in loads if window.may_hold_rows_of(Window.from_json(said))]


def same_bytes(request: Request) -> Import | None:
    """The load that these bytes brought by this profile, if the feed has brought nothing newer into its year."""
    feed = _published(request.profile.feed).order_by("-number")
    names = ("pk", "fiscal_year_id", "profile_version", "files", "options")
    newest_of_year: dict[int, int] = {}
    for pk, year_id, version, files, options in feed.values_list(*names):
        if newest_of_year.setdefault(year_id, pk) != pk:
            continue
        hashes = [file["sha256"] for file in files]
        if (version, hashes) == (request.profile.version, request.hashes):
            load = Import.objects.select_related("fiscal_year").get(pk=pk)
            if _same_options(options, load.fiscal_year.year, request):
                return load
    return None


def other_sender(identity: Mapping[str, str]) -> list[str]:
    """Columns that name the sender and say what no earlier load of the district said: the reasons, in words."""
    reasons = []
    for column, value in identity.items():
        said = Import.objects.filter(state=ImportState.PUBLISHED, window__identity__has_key=column)
        names = [window["identity"][column] for window in said.order_by("-number").values_list("window", flat=True)]
        if names and value not in names:
            reasons.append(f"{column} is {value}; in this district's earlier loads it is {names[0]}.")
    return reasons


def _same_options(was: dict[str, Any], year: int, request: Request) -> bool:
    """The year may be named now although the files said it then."""
    now = request.options
    return now["year"] in (was["year"], year) and {**was, "year": None} == {**now, "year": None}


def _published(feed: str) -> QuerySet[Import]:
    return Import.objects.filter(state=ImportState.PUBLISHED, origin=ImportOrigin.FILE, feed=feed)
