"""A page as a reader gets it: its figures, its words, its links; what HTML makes of it, not its source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser

from balance.money import ZERO, amount

VOID = {"meta", "link", "input", "br", "hr", "img", "area", "base", "col", "embed", "source", "track", "wbr"}
INLINE = {"a", "b", "data", "i", "span", "time"}
BELOW = {"code", "group__why", "sub", "why"}  # spans that the style sheet puts on a line of their own
UNSEEN = {"svg", "style", "script", "title"}


@dataclass
class Node:
    """An element with its attributes, and what it holds: text and elements."""

    tag: str
    attrs: dict[str, str | None] = field(default_factory=dict)
    inside: list["Node | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        for child in self.inside:
            if isinstance(child, Node):
                yield child
                yield from child.walk()

    def all(self, tag: str = "", css: str = "", **attrs: str) -> list["Node"]:
        """The elements of a tag, of a class, with these attributes; underscores stand for hyphens."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            node
            for node in self.walk()
            if tag in ("", node.tag)
            and (not css or css in (node.attrs.get("class") or "").split())
            and wanted.items() <= node.attrs.items()
        ]

    def one(self, tag: str = "", css: str = "", **attrs: str) -> "Node":
        [found] = self.all(tag, css, **attrs)
        return found

    @property
    def text(self) -> str:
        """What is read, with single blanks; drawings and styles are not words."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.inside:
            if isinstance(child, str):
                yield child
            elif child.tag not in UNSEEN:
                below = BELOW & set((child.attrs.get("class") or "").split())
                apart = "" if child.tag in INLINE and not below else " "
                yield apart
                yield from child._texts()
                yield apart

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Every `<data data-measure>` in order: the measure and its value."""
        return [(data.attrs["data-measure"], data.attrs["value"]) for data in self.all("data")]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Node(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(html: str) -> Node:
    """The page. Fails where an element is closed that is not the one open, or is left open."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is left open"
    return reader.open[0]


class Page:
    """One answer, as one person got it."""

    def __init__(self, response: object) -> None:
        self.response = response
        self.status: int = response.status_code
        self.html: str = response.content.decode()
        self.root = read(self.html)

    @property
    def main(self) -> Node:
        return self.root.one("main")

    @property
    def figures(self) -> list[tuple[str, str]]:
        return self.main.figures

    @property
    def whole(self) -> list[tuple[str, str]]:
        """The figures under the sentence."""
        return self.main.one("dl", "figures").figures

    @property
    def of_lines(self) -> list[tuple[str, str]]:
        """The figures of each line of a unit, once for each place where it stands."""
        return [figure for row in self.main.all("tr", "lrow") for figure in row.figures]

    @property
    def heading(self) -> str:
        return self.main.one("h1").text

    @property
    def sentence(self) -> str:
        return self.main.one(id="hl").text

    @property
    def lede(self) -> str:
        return self.main.one("p", "lede").text

    @property
    def links(self) -> list[tuple[str, str]]:
        return [(link.text, link.attrs["href"]) for link in self.main.all("a")]

    @property
    def items(self) -> list[tuple[str, str]]:
        """Worth a look: what and why."""
        return [(item.one("h3").text, item.all("p")[0].text) for item in self.main.all("li") if item.all("h3")]


# Where the find page shows what a figure is made of.
COLUMN = {
    "revised": "Budgeted",
    "expended": "Spent",
    "encumbered": "Promised",
    "open_orders": "Promised",
    "requested": "Requested",
}


def rows(page: Page) -> list[Node]:
    """The entries of the find page."""
    return [row for body in page.main.all("tbody") for row in body.all("tr")]


def added_up(page: Page, measure: str) -> Decimal:
    """What the entries of the find page show in the column of a figure."""
    shown = [cell.text for row in rows(page) for cell in row.all("td", data_label=COLUMN[measure])]
    return sum((amount(re.sub(r"[$,+]", "", text).replace("−", "-")) for text in shown if text), ZERO)
