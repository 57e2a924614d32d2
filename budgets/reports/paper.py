"""HTML to PDF, by WeasyPrint: Letter pages, tagged for screen readers, with our typeface, and nothing from elsewhere.

The libraries that it draws with (Pango and HarfBuzz) come with the system, not with pip: docs/operate.md names them.
Where they are missing everything else works, and a PDF is refused in words.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, partial
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles import finders

if TYPE_CHECKING:
    from weasyprint import Document

CSS = Path(__file__).with_suffix(".css")
FONT = "fonts/public-sans-latin.woff2"
# A drawing inside a page is a world of its own here: it takes neither the styles nor the patterns of the page.
_BAR = re.compile(r'(<svg class="[^"]*\bmbar\b[^>]*>)(.*?)</svg>', re.DOTALL)
_REM = re.compile(r'="(\d+(?:\.\d+)?)rem"')
PIXELS = 12  # of a rem, in a drawing
TAGGED = "pdf/ua-1"  # readable aloud: the district's duty covers files too (domain 4)
_STRIPES = (
    '<pattern id="{0}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate({1})">'
    '<rect class="{2}-bg" width="7" height="7"/><line class="{2}-ln" x1="0" y1="0" x2="0" y2="7"/></pattern>'
)
_DEFS = f"<defs>{_STRIPES.format('hatch', 45, 'h')}{_STRIPES.format('over', -45, 'o')}</defs>"
_NAME = re.compile(r'(id="|url\(#)(hatch|over)\b')
# `fill` and `stroke` are attributes: the same colors as on a screen in the light theme (static/css/base.css).
_PAINT = {
    "f-spent": 'fill="#24497f"',
    "f-left": 'fill="#d9eee0" stroke="#4d9268" stroke-width="1"',
    "f-none": 'fill="#eceae4" stroke="#7d8590" stroke-width="1" stroke-dasharray="4 3"',
    "gap": 'stroke="#ffffff" stroke-width="2"',
    "halo": 'stroke="#ffffff" stroke-width="6.5"',
    "tick": 'stroke="#18212d" stroke-width="2.5"',
    "h-bg": 'fill="#a9c3e8"',
    "h-ln": 'stroke="#24497f" stroke-width="2.5"',
    "o-bg": 'fill="#b3261e"',
    "o-ln": 'stroke="#ffffff" stroke-width="1.75"',
}
_LETTERS = 'font-family="Public Sans" font-size="11" font-weight="600" fill="#18212d"'
_CLASS = re.compile(r'class="([a-z-]+)"')


class NoPaper(RuntimeError):
    """This machine lacks the libraries that draw a PDF."""


def laid_out(html: str, style: str) -> "Document":
    """The pages of a whole HTML text, with the style sheet of paper and some rules more. Raises NoPaper.

    The text is escaped where it was made; it loads nothing, whatever it names. `style` holds no value of a person's.
    """
    press = _press()
    sheets = [press.style, press.css(style)]
    return press.html(_BAR.sub(partial(_for_paper, count()), html)).render(font_config=press.fonts, stylesheets=sheets)


def pdf(document: "Document") -> bytes:
    """The file of pages that were laid out."""
    content: bytes = document.write_pdf(pdf_variant=TAGGED)
    return content


def _for_paper(numbers: Iterator[int], bar: re.Match[str]) -> str:
    number = next(numbers)  # a name stands once in a page, so each drawing's patterns have names of their own
    shapes = _CLASS.sub(lambda found: _PAINT.get(found[1], ""), bar[2] + _DEFS)
    shapes = _NAME.sub(rf"\g<1>\g<2>{number}", shapes).replace("<text ", f"<text {_LETTERS} ")
    return bar[1] + _REM.sub(lambda found: f'="{PIXELS * Decimal(found[1])}"', shapes) + "</svg>"


class _Press:
    """WeasyPrint with our style sheet and typeface, read once: each took a tenth of a second of every file."""

    def __init__(self) -> None:
        # By name and late: the slowest import of all, and the only one whose libraries a system may lack.
        self._weasyprint: Any = import_module("weasyprint")
        urls: Any = import_module("weasyprint.urls")
        font = Path(str(finders.find(FONT))).read_bytes()

        class OnlyOurFont(urls.URLFetcher):
            """Texts of a ledger name no address that is opened."""

            def fetch(self, url: str, headers: Any = None) -> Any:
                if url != "balance:font":
                    raise ValueError(f"{url} is not opened for a page of paper")
                return urls.URLFetcherResponse(url, font, {"Content-Type": "font/woff2"})

        self._fetch = OnlyOurFont()
        self.fonts: Any = import_module("weasyprint.text.fonts").FontConfiguration()
        self.style = self.css(CSS.read_text())

    def css(self, text: str) -> Any:
        return self._weasyprint.CSS(string=text, font_config=self.fonts, url_fetcher=self._fetch)

    def html(self, text: str) -> Any:
        return self._weasyprint.HTML(string=text, url_fetcher=self._fetch)


@cache
def _press() -> _Press:
    try:
        return _Press()
    except OSError as error:
        raise NoPaper("The libraries that draw a PDF are not on this machine (docs/operate.md).") from error
