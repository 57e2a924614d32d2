"""A district for the tests of the structure file: empty but for its people, beside a look-alike."""

import json
import re
from pathlib import Path

from accounts.models import AuditEvent, District, Membership, User
from balance.tenancy.scope import district_scope
from budgets.domain.structure import StructureRefused, load_structure
from budgets.models import (
    CalendarStretch,
    CodeName,
    CommonQuestion,
    CutOff,
    FiscalYear,
    Fund,
    HowWeDoIt,
    Line,
    LineRule,
    Pool,
    Purpose,
    Segment,
    Source,
    SourceShare,
    Unit,
)

OWNED = (
    AuditEvent,
    CalendarStretch,
    CodeName,
    CommonQuestion,
    CutOff,
    FiscalYear,
    Fund,
    HowWeDoIt,
    Line,
    LineRule,
    Pool,
    Purpose,
    Segment,
    Source,
    SourceShare,
    Unit,
)
DOCS = Path(__file__).parents[3] / "docs" / "structure.md"


def example():
    """The whole file that docs/structure.md shows."""
    return json.loads(re.search(r"```json\n(.+?)\n```", DOCS.read_text(), re.DOTALL)[1])


def district(slug="pine-ridge", name="Pine Ridge"):
    made = District.objects.create(slug=slug, name=name)
    for who, role in (("office", "office"), ("supervisor", "supervisor")):
        user = User.objects.create_user(f"{who}@{slug}.example", who.title())
        Membership.objects.create(district=made, user=user, role=role)
    return made


def look_alike():
    """Another district with the same codes."""
    made = district("cedar-falls", "Cedar Falls")
    with district_scope(made):
        load(json.loads(json.dumps(example()).replace("pine-ridge", "cedar-falls")))
    return made


def load(content, **options):
    return load_structure(by=None, content=content, **options)


def contents():
    """Every row of the district of the scope, to see that nothing changed. A row that was written again differs."""
    return {
        model.__name__: list(model.objects.extra(select={"version": "xmin::text"}).order_by("pk").values())
        for model in OWNED
    }


def errors(content):
    """What a file is refused for, as path and reason; nothing may have been written."""
    before = contents()
    try:
        load(content)
    except StructureRefused as refused:
        assert contents() == before
        return [(each.path, each.reason) for each in refused.problems]
    raise AssertionError("The file was taken.")


def year(number=2027, *names, **facts):
    """A fiscal year of a file with segments of these names."""
    segments = {"segments": [{"name": name} for name in names]} if names else {}
    return {"year": number, **segments, **facts}


def make_line(fiscal_year, code):
    return Line.objects.create(fiscal_year=fiscal_year, code=code, segments=code.split("-"))
