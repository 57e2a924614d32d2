"""`?format=csv|xlsx|pdf`: what a page shows, as a file.

A file is written to its end inside the district's scope, into a temporary file once it is large: so a fault is an
answer of its own and never half a file with status 200, a slow reader keeps no transaction open, and memory stays
the same however many rows there are.
"""

import re
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.text import slugify

from budgets.reports.csv_file import write_csv
from budgets.reports.pdf_file import write_pdf
from budgets.reports.table import Table
from budgets.reports.xlsx_file import write_xlsx

IN_MEMORY = 1_048_576
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
WRITERS = {"csv": write_csv, "xlsx": write_xlsx}
WORDS = {"xlsx": "Excel file", "csv": "CSV file", "pdf": "PDF"}
# What an address carries that chooses a page of a list, not what is in the list.
PLACES = ("format", "before", "page")


def wanted_format(request: HttpRequest) -> str | None:
    """The format that the address asks for, None for the page itself. Raises Http404 for one that there is not."""
    wanted = request.GET.get("format")
    if wanted is not None and wanted not in CONTENT_TYPES:
        raise Http404
    return wanted


def file_links(request: HttpRequest) -> list[tuple[str, str]]:
    """What a page can be taken away as, with the address of each: the page's own with its filter."""
    query = request.GET.copy()
    for place in PLACES:
        query.pop(place, None)
    links = []
    for wanted, words in WORDS.items():
        query["format"] = wanted
        links.append((words, f"{request.path}?{query.urlencode()}"))
    return links


def file_of(wanted: str, table: Table, today: date, pdf: Callable[[], bytes] | None = None) -> HttpResponseBase:
    """The table as a file of that format. `pdf` makes a page's own PDF, which takes the place of the table's.

    Raises NoPaper.
    """
    name = f"{table.name}-{today.isoformat()}.{wanted}"
    if wanted == "pdf":
        return _answer((pdf or (lambda: write_pdf(table)))(), wanted, name)
    with ExitStack() as to_close:
        out = cast(BinaryIO, to_close.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY)))
        WRITERS[wanted](table, out)
        size = out.tell()
        out.seek(0)
        if size <= IN_MEMORY:
            return _answer(out.read(), wanted, name)
        to_close.pop_all()  # the answer closes it, once it is sent
        return FileResponse(out, as_attachment=True, filename=name, content_type=CONTENT_TYPES[wanted])


def _answer(content: bytes, wanted: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(len(content))}
    return HttpResponse(content, content_type=CONTENT_TYPES[wanted], headers=headers)


def file_name(*parts: str) -> str:
    """Parts of a name in letters, digits and hyphens: `alder-creek-elementary-2026-27`. Never empty."""
    # A letter that has no plain form is left out by slugify, and an en dash joins.
    name = "-".join(filter(None, (slugify(part.replace("–", "-")) for part in parts)))
    return re.sub(r"-+", "-", name)[:100] or "figures"
