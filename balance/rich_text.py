"""Text that people write, as HTML: a small part of Markdown, and nothing else. What is not of it shows as it was typed.

Raw HTML is never let through, so the result is safe whatever the text holds.
"""

from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

# Paragraphs, `*` and `**`, lists, links, line breaks.
RULES = ("emphasis", "list", "link", "autolink", "newline", "escape")
ADDRESSES = ("https://", "http://", "mailto:", "tel:", "#")


class _Small(MarkdownIt):
    """Links lead to the web, to mail, to a phone, or to a place on the same page."""

    def validateLink(self, url: str) -> bool:
        return url.lower().startswith(ADDRESSES)


_SMALL = _Small("zero", {"html": False, "breaks": True}).enable(list(RULES))


@lru_cache(maxsize=4096)
def rich_text(text: str, page: str = "") -> SafeString:
    """The HTML of a text, to stand inside a block. `page` is the address on which links to a place (`#order`) lead to
    it; empty for the page itself. A page shows the same few texts to everybody: each is made once."""
    # A quote of the text is `&quot;` in what was rendered: this one is an attribute's.
    return SafeString(_SMALL.render(text).strip().replace('href="#', f'href="{escape(page)}#'))
