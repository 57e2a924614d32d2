"""Which pictures there are: of what page of the demo, seen by whom, and which part of it."""

from dataclasses import dataclass

from balance.demo.people import address
from balance.paths import BASE_DIR

FOLDER = BASE_DIR / "static" / "img" / "guide"
DISTRICT = "juniper-bay"
HOME = f"/d/{DISTRICT}/"
SITE = f"{HOME}sites/214/"
WIDTH = 940


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture. `part` is the element that is shown, without those of `hidden`; `opened` are pressed before."""

    name: str
    who: str
    path: str
    part: str
    hidden: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    width: int = WIDTH

    @property
    def email(self) -> str:
        return address(self.who, DISTRICT)


LINE = f"{HOME}lines/010-0000-1110-1000-4310-214/"


# Of the list of units: its first rows, without what chooses and compares.
LIST = ("tr > :last-child", ".filters", "[role=status]", ".take", "tbody tr:nth-child(n+6)", "tfoot", ".card__bar--t")


def card(heading: str) -> str:
    """The card with this heading, by its id."""
    return f"section[aria-labelledby={heading}]"


PICTURES = (
    Picture("sentence", "principal", SITE, ".card--hero", (".setaside", ".card--hero > p")),
    Picture("worth-a-look", "principal", SITE, card("at"), (".todo > li:nth-child(n+3)", ".todo ~ *", ".small.muted")),
    Picture(
        "purposes",
        "principal",
        SITE,
        card("gr"),
        (
            ".group:nth-of-type(n+3)",
            ".lrow:nth-child(n+4)",
            ".ltot",
            ".group:nth-of-type(2) > :not(summary)",
            ".card__head .row",
        ),
        opened=(f"{card('gr')} .how > summary",),
        width=1040,  # wide enough for the table
    ),
    Picture(
        "payments",
        "principal",
        LINE,
        card("tx"),
        ("tbody:nth-of-type(n+2)", "tbody tr:nth-child(n+7)", "tfoot", ".take", ".card__bar--t"),
    ),
    Picture("first-visit", "principal", f"{SITE}?visit=1", ".visit"),
    Picture("found", "assistant", f"{HOME}find/?q=brightline", card("fo"), ("tbody tr:nth-child(n+5)", ".take")),
    Picture("orders", "assistant", f"{HOME}orders/", card("still"), (".todo > li:nth-child(n+3)",)),
    Picture("how-left-is-made", "assistant", LINE, card("how"), (".receipt ~ *",), width=1100),  # in its narrow column
    Picture("my-budgets", "supervisor", HOME, card("all"), LIST, width=1100),
    Picture("summary", "supervisor", f"{SITE}summary/", ".sheet", width=820),
    Picture("all-budgets", "office", HOME, card("all"), LIST, width=1100),
    Picture("answers", "office", f"{HOME}help/", "#how", (".answer:nth-child(n+4)",)),
)
