"""Text that people write: a small part of Markdown is shown as it is meant, anything else as it was typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance.rich_text import rich_text

TAGS = {"p", "strong", "em", "ul", "ol", "li", "a", "br"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("a\nb", "<p>a<br>\nb</p>"),
        ("**bold** and *this*", "<p><strong>bold</strong> and <em>this</em></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("[us](mailto:a@b.example)", '<p><a href="mailto:a@b.example">us</a></p>'),
        ("[here](#order)", '<p><a href="#order">here</a></p>'),
        ("<https://a.example/?b=1&c=2>", '<p><a href="https://a.example/?b=1&amp;c=2">https://a.example/?b=1&amp;c=2</a></p>'),
        ("$5 < $6 & \"so\"", "<p>$5 &lt; $6 &amp; &quot;so&quot;</p>"),
    ],
)  # fmt: skip
def test_small_markdown_is_shown_as_it_is_meant(text, html):
    assert rich_text(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,x)",
        "[x](//elsewhere.example)",
        "[x](/d/other/)",
        "<javascript:alert(1)>",
        '[x](https://a.example "onmouseover=alert(1)" onclick=x)',
        "# Heading",
        "```\ncode\n```",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ],
)
def test_anything_else_shows_as_it_was_typed(text):
    shown = re.sub(r"</?p>|<br>\n", lambda found: "\n" if found[0] == "<br>\n" else "", rich_text(text))
    typed = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert shown == typed


@given(st.text(alphabet=st.sampled_from("ab <>\"'&*_-1.[]()!`#\n\\:/jhtps"), max_size=60))
def test_whatever_is_typed_only_known_tags_without_scripts_come_out(text):
    html = rich_text(text)
    tags = re.findall(r"<(/?)(\w+)([^>]*)>", html)
    assert {name for _, name, _ in tags} <= TAGS
    assert all(
        re.fullmatch(r'( (href="(https?://|mailto:|tel:|#)[^"<>]*"|title="[^"<>]*"|start="\d+"))*', rest)
        for _, _, rest in tags
    )
    assert html.count("<") == len(tags)


def test_links_to_a_place_lead_to_the_page_that_has_it():
    html = rich_text('[here](#order) href="#x" [there](https://a.example/#b)', '/d/x/help/"&')
    assert html == (
        '<p><a href="/d/x/help/&quot;&amp;#order">here</a> href=&quot;#x&quot; <a href="https://a.example/#b">there</a></p>'
    )
