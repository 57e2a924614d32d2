"""The find page for programs: entries by a filter, and what all of them add up to."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.request import Request
from rest_framework.response import Response

from balance.money_api import MoneySerializerField
from budgets.api.answers import DAY, FISCAL_YEAR, UNIT, FrameSerializer, answers
from budgets.api.base import InDistrict
from budgets.choices import Kind
from budgets.queries.entries import NEWEST, PAGE, At
from budgets.queries.entry_filter import LONGEST, EntryFilter
from budgets.queries.find_page import FindPage, find_page
from budgets.queries.totals import MEASURES
from budgets.queries.typed import WrongFilter

MOST = 500
WORDS = {
    "units": "`sites` or `departments` for the lines of any of them, `none` for lines of no unit.",
    "area": "Name of an area: the lines of its units; `none` for units without one.",
    "fund": "Code of a fund; `none` for lines without one.",
    "purpose": "Code of a purpose; `none` for lines without one.",
    "source": "Code of a restricted source; `none` for lines without one.",
    "pool": "Code of a pool; `none` for lines without one.",
    "line": "Code of an account line.",
    "decide": "`1` money to decide on, `0` set-aside money, `own` both, `pay` a unit’s pay, `central` the rest.",
    "measure": f"A figure, for the rows that make it: {', '.join(f'`{name}`' for name in MEASURES)}.",
    "vendor": "Name of a vendor, or words of it; `none` for entries without one.",
    "order": "Number of an order; `none` for entries without one.",
    "document": "Number of an invoice, a check or another document.",
    "kind": f"What an entry did, one or more with commas between: {', '.join(f'`{kind}`' for kind in Kind.values)}.",
    "after_load": "Number of a load: only what came after it.",
    "amount": "`500`, `>=500`, `<=20` or `100..200`, whatever the sign.",
    "from": "First day, `2026-10-01`.",
    "to": "Last day.",
    "q": "Words: a vendor, a number, an amount or a part of a description.",
    "before": "Where the page begins. Take it from `next`; do not make one.",
}
SCHEMAS: dict[str, dict[str, Any]] = {
    "units": {"type": "string", "enum": ["sites", "departments", "none"]},
    "decide": {"type": "string", "enum": ["1", "0", "own", "pay", "central"]},
    "measure": {"type": "string", "enum": list(MEASURES)},
    "amount": {"type": "string", "pattern": r"^((>=|<=|>|<)?[0-9]{1,12}(\.[0-9]{2})?|[0-9]{1,12}\.\.[0-9]{1,12})$"},
    "kind": {
        "type": "string",
        "pattern": f"^({'|'.join(Kind.values)})(,({'|'.join(Kind.values)}))*$",
        "maxLength": LONGEST,
    },
    "after_load": {"type": "integer", "minimum": 0, "maximum": 10**9 - 1},
    "from": DAY,
    "to": DAY,
}
TEXT = {"type": "string", "maxLength": LONGEST}
PARAMETERS = [
    FISCAL_YEAR,
    UNIT,
    *(OpenApiParameter(name, SCHEMAS.get(name, TEXT), description=words) for name, words in WORDS.items()),
    OpenApiParameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST}, description="Entries on a page."),
]


class EntrySerializer(serializers.Serializer[Any]):
    """One row of a file on one line; on pay lines one day. Dollars; zero where the measure did not move."""

    posted_on = serializers.DateField(allow_null=True)
    kinds = serializers.ListField(child=serializers.ChoiceField(Kind.choices))
    vendor = serializers.CharField()
    document = serializers.CharField()
    order = serializers.CharField(source="order_number")
    description = serializers.CharField()
    line = serializers.CharField(source="line_code")
    budgeted = MoneySerializerField()
    spent = MoneySerializerField()
    promised = MoneySerializerField()
    requested = MoneySerializerField()
    load = serializers.IntegerField()
    file = serializers.CharField()
    row = serializers.IntegerField(source="file_row")


class SumsSerializer(serializers.Serializer[Any]):
    """All entries of the filter together. `entries` is null where they were not counted."""

    budgeted = MoneySerializerField()
    spent = MoneySerializerField()
    promised = MoneySerializerField()
    requested = MoneySerializerField()
    entries = serializers.IntegerField(allow_null=True)


class EntriesSerializer(FrameSerializer):
    """A page of entries. `sums` is null where there are too many to add up; `figure` is the one of `measure`."""

    next = serializers.URLField(allow_null=True)
    sums = SumsSerializer(allow_null=True)
    figure = MoneySerializerField(allow_null=True)
    results = EntrySerializer(many=True)


class EntryList(InDistrict):
    """Entries of a fiscal year that the signed-in person may see, newest first."""

    @extend_schema(parameters=PARAMETERS, operation_id="entries", responses=answers(EntriesSerializer))
    def get(self, request: Request) -> Response:
        self.year = self._year()
        asked, before = self.asked(), self.place()
        page = find_page(self.membership, asked, self.year, self.today, before=before, limit=self.limit())
        answer = self.frame() | {
            "next": self.next_of(page),
            "sums": page.sums,
            "figure": self.figure(page),
            "results": page.entries,
        }
        return Response(EntriesSerializer(answer).data)

    def asked(self) -> EntryFilter:
        """Raises ParseError for a word that means nothing."""
        try:
            return EntryFilter.parse(self.request.query_params)
        except WrongFilter as error:
            raise ParseError(str(error)) from error

    def place(self) -> At:
        text = self.request.query_params.get("before")
        try:
            return At.parse(text) if text else NEWEST
        except ValueError as error:
            raise NotFound("There is no such place.") from error

    def limit(self) -> int:
        """As in other lists, a number that is none is the usual one."""
        text = self.request.query_params.get("limit", "")
        return min(int(text[:9]), MOST) if text.isascii() and text.isdigit() and int(text[:9]) else PAGE

    def next_of(self, page: FindPage) -> str | None:
        if page.after is None:
            return None
        query = self.request.query_params.copy()
        query["before"] = str(page.after)
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")

    def figure(self, page: FindPage) -> Any:
        if page.sums is None or not page.entry_filter.measure:
            return None
        reduced = self.membership.district.requests_reduce_left
        return page.sums.total(page.entry_filter.measure, requests_reduce_left=reduced)
