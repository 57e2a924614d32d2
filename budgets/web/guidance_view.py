"""The office's own words beside what they speak of, on the pages of a unit and of a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from accounts.models import District
from balance.rich_text import rich_text
from budgets.choices import GuideAct
from budgets.models import Unit
from budgets.queries.guidance import guidance
from budgets.queries.unit_lines import PurposeOfLine
from budgets.web.links import place_of

# What somebody may want to do who looks at one line.
ACTS_OF_A_LINE = (GuideAct.ORDER, GuideAct.MOVE_MONEY, GuideAct.WRONG_CHARGE)


@dataclass(frozen=True, slots=True)
class How:
    """How one thing is done here."""

    title: str
    html: SafeString


def guidance_context(
    unit: Unit | None,
    district: District,
    acts: Iterable[GuideAct] = GuideAct,
    *,
    purpose: PurposeOfLine | None = None,
) -> dict[str, Any]:
    """What `budgets/_how.html` and `_who.html` show: texts of the purpose and of these acts, and who helps."""
    found = guidance(unit)
    page = place_of("help", district.slug)
    how_of = {pk: rich_text(text, page) for pk, text in found.purposes.items()}
    return {
        "how_of": how_of,
        "purpose_name": purpose.name if purpose else "",
        "purpose_how": how_of.get(purpose.pk) if purpose else None,
        "acts": [How(act.label, rich_text(found.acts[act], page)) for act in acts if act in found.acts],
        "helper": found.helper,
        "help_url": page,
    }
