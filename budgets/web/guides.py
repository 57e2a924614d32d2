"""The guides of `docs/guide`, one for each role, shown and printed inside the product."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from accounts.choices import Role
from balance.paths import BASE_DIR
from budgets.queries.guidance import helpers_of
from budgets.web.pages import BudgetView

FOLDER = BASE_DIR / "docs" / "guide"
GUIDES = {
    "principals": "Principals and department heads",
    "office-managers": "Office managers and assistants",
    "supervisors": "Supervisors",
    "budget-office": "Budget Office",
}
OF_ROLE = {
    Role.OWNER: "principals",
    Role.ASSISTANT: "office-managers",
    Role.SUPERVISOR: "supervisors",
    Role.OFFICE: "budget-office",
}
PICTURES = "img/guide"
WEB = ("https://", "http://", "mailto:")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide as a page shows it."""

    title: str
    html: SafeString


def guides_for(role: str) -> list[tuple[str, str]]:
    """All guides as name and title; that of the role first."""
    own = OF_ROLE.get(Role(role), "principals")
    return sorted(GUIDES.items(), key=lambda guide: guide[0] != own)


@cache
def guide(name: str) -> Guide:
    """Made once: what it is made of comes with the version."""
    tokens = _MARKDOWN.parse((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    title = tokens[1].content  # the first heading, which the page shows itself
    body = tokens[3:]
    for place, token in enumerate(body):
        if token.type == "heading_open":
            token.attrSet("id", slugify(body[place + 1].content))
        elif token.type == "table_open":
            token.attrSet("class", "table")
        elif token.type == "inline":
            token.children = list(_inline(token.children or []))
    return Guide(title, SafeString(_MARKDOWN.renderer.render(body, _MARKDOWN.options, {})))


def _inline(tokens: list[Token]) -> Iterator[Token]:
    """Links lead to other guides; those to other files of ours are only text,
    for these are not among the pages of the product."""
    leads = True
    for token in tokens:
        if token.type == "image":
            yield from _picture(token)
            continue
        if token.type == "link_open":
            address = _address(str(token.attrGet("href")))
            leads = address != ""
            token.attrSet("href", address)
        if leads or token.type not in ("link_open", "link_close"):
            yield token


def _picture(token: Token) -> Iterator[Token]:
    """A picture, which opens in full: on a phone it is small."""
    address = static(f"{PICTURES}/{PurePosixPath(str(token.attrGet('src'))).name}")
    token.attrSet("src", address)
    yield Token("link_open", "a", 1, attrs={"href": address})
    yield token
    yield Token("link_close", "a", -1)


def _address(link: str) -> str:
    """Where a link of a guide leads inside the product; nowhere is empty."""
    name, _, place = link.partition("#")
    if link.startswith((*WEB, "#")):
        return link
    other = name.removesuffix(".md")
    return f"../{other}/" + (f"#{place}" if place else "") if other in GUIDES else ""


class GuideView(BudgetView):
    """One guide, to read and to print."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        if name not in GUIDES:
            raise Http404
        context = {
            "guide": guide(name),
            "guides": [(other, title) for other, title in GUIDES.items() if other != name],
            "helpers": helpers_of(self.membership, self.today),
        }
        return self.page("budgets/guide.html", context)
