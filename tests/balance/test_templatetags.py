"""What template tags write, to the letter."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.utils import timezone

from balance.icons import icon
from balance.marks import money_bar, swatch
from balance.templatetags.dates import UnknownDateForm
from balance.templatetags.marks import UnknownBadge

TODAY = date(2026, 11, 19)


def render(source: str, **context: Any) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{{ value|money }}", Decimal("17931.44"), "$17,931"),
        ("{{ value|money }}", Decimal("-412.50"), "−$413"),
        ("{{ value|money }}", Decimal("-0.40"), "$0"),
        ("{{ value|money }}", None, ""),
        ("{{ value|money_cents }}", Decimal("17931.44"), "$17,931.44"),
        ("{{ value|money_cents }}", Decimal("-316.4"), "−$316.40"),
        ("{{ value|money_cents }}", None, ""),
        ("{{ value|money_change }}", Decimal("2000"), "+$2,000.00"),
        ("{{ value|money_change }}", Decimal("-2000"), "−$2,000.00"),
        ("{{ value|pct }}", Decimal("41.02"), "41%"),
        ("{{ value|pct }}", Decimal("40.5"), "41%"),
        ("{{ value|pct }}", Decimal("-3.2"), "−3%"),
        ("{{ value|pct }}", None, ""),
    ],
)
def test_amounts(source: str, value: Decimal | None, text: str) -> None:
    assert render(source, value=value) == text


@pytest.mark.parametrize(
    ("source", "value", "html"),
    [
        ('{% figure "left" v %}', "48000", '<data data-measure="left" value="48000.00">$48,000</data>'),
        ('{% figure "left" v %}', "-412.50", '<data data-measure="left" value="-412.50">−$413</data>'),
        ('{% figure "left" v %}', "-0.00", '<data data-measure="left" value="0.00">$0</data>'),
        ('{% figure "expended" v cents=True %}', "1.5", '<data data-measure="expended" value="1.50">$1.50</data>'),
        (
            '{% figure "revised" v cents=True sign=True %}',
            "2000",
            '<data data-measure="revised" value="2000.00">+$2,000.00</data>',
        ),
    ],
)
def test_figure_keeps_its_cents_for_programs(source: str, value: str, html: str) -> None:
    assert render(source, v=Decimal(value)) == html


def test_icon_and_swatch() -> None:
    assert render('{% icon "check" %}{% swatch "left" %}') == icon("check") + swatch("left")


@pytest.mark.parametrize(
    ("kind", "drawing"),
    [
        ("ok", "check"),
        ("warn", "trending-up"),
        ("info", "trending-down"),
        ("bad", "circle-alert"),
        ("quiet", "circle-question-mark"),
    ],
)
def test_badge_is_icon_and_words(kind: str, drawing: str) -> None:
    html = render('{% badge kind "Over by <$413" %}', kind=kind)
    assert html == f'<span class="badge badge--{kind}">{icon(drawing)}Over by &lt;$413</span>'


def test_badge_with_an_icon_of_its_own() -> None:
    html = render('{% badge "quiet" "All promised" icon="lock" %}')
    assert html == f'<span class="badge badge--quiet">{icon("lock")}All promised</span>'


def test_badge_of_no_kind_is_refused() -> None:
    with pytest.raises(UnknownBadge):
        render('{% badge "danger" "Over" %}')


def test_money_bar_takes_a_missing_variable_as_not_given() -> None:
    amounts = {"b": Decimal(100), "s": Decimal(120), "p": Decimal(0)}
    html = render("{% money_bar b s p share_of_year=share covered_by=pool hero=True %}", **amounts)
    assert html == money_bar(Decimal(100), Decimal(120), Decimal(0), hero=True)


@pytest.mark.parametrize(
    ("name", "letters"), [("Dana Whitfield", "DW"), ("Ana de la Cruz", "AC"), ("Cher", "C"), ("", "")]
)
def test_initials(name: str, letters: str) -> None:
    assert render("{{ name|initials }}", name=name) == letters


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("day", "Wed, Nov 18"),
        ("day_year", "Wed, Nov 18, 2026"),
        ("short_day", "Nov 18"),
        ("short_day_year", "Nov 18, 2026"),
        ("long_day", "November 18, 2026"),
    ],
)
def test_date_forms(form: str, text: str) -> None:
    value = date(2026, 11, 18)
    assert render(f"{{{{ value|{form} }}}}", value=value) == text
    assert render(f'{{% time_el value "{form}" %}}', value=value) == f'<time datetime="2026-11-18">{text}</time>'
    assert render(f"[{{{{ value|{form} }}}}]", value=None) == "[]"


@pytest.mark.parametrize(
    ("hour", "minute", "text"),
    [
        (5, 42, "5:42 a.m."),
        (7, 0, "7 a.m."),
        (12, 0, "noon"),
        (12, 5, "12:05 p.m."),
        (0, 0, "midnight"),
        (17, 30, "5:30 p.m."),
    ],
)
def test_time_of_day_is_ap_style(hour: int, minute: int, text: str) -> None:
    value = datetime(2026, 11, 19, hour, minute, tzinfo=UTC)
    assert render("{{ value|clock }}", value=value) == text


def test_moment_is_told_in_the_active_time_zone() -> None:
    value = datetime(2026, 11, 19, 13, 42, tzinfo=UTC)
    with timezone.override("America/Los_Angeles"):
        html = render('{% time_el value "moment" %}', value=value)
    assert html == '<time datetime="2026-11-19T05:42-08:00">Thu, Nov 19, 5:42 a.m.</time>'


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days ago"),
        (60, "60 days ago"),
        (61, "Sat, Sep 19"),
        (-1, "Fri, Nov 20"),
    ],
)
def test_ago_counts_days_up_to_sixty(days: int, text: str) -> None:
    assert render("{{ value|ago:today }}", value=TODAY - timedelta(days=days), today=TODAY) == text


def test_ago_of_a_moment_counts_local_days() -> None:
    value = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)  # the evening of Nov 18 in California
    with timezone.override("America/Los_Angeles"):
        assert render("{{ value|ago:today }}", value=value, today=TODAY) == "yesterday"


def test_unknown_date_form_is_refused() -> None:
    with pytest.raises(UnknownDateForm):
        render('{% time_el value "iso" %}', value=TODAY)


def test_no_date_is_no_element() -> None:
    assert render("[{% time_el value %}]", value=None) == "[]"


class Order(forms.Form):
    by = forms.CharField(label="Order by", help_text="Month/day/year", error_messages={"required": "Give a day."})
    keep = forms.BooleanField(label="Keep it", required=False)


def test_field_ties_label_hint_and_control_together() -> None:
    html = render("{% load forms %}{% field form.by %}", form=Order())
    assert html.strip() == (
        '<div class="field"><label for="id_by">Order by</label><p class="hint" id="id_by_hint">Month/day/year</p>'
        '<input type="text" name="by" aria-describedby="id_by_hint" class="input" required id="id_by"></div>'
    )


def test_field_with_an_error_says_it_beside_the_control() -> None:
    html = render('{% load forms %}{% field form.by hint="" %}', form=Order({}))
    assert html.strip() == (
        '<div class="field"><label for="id_by">Order by</label>'
        '<input type="text" name="by" aria-describedby="id_by_error" class="input" required aria-invalid="true" '
        f'id="id_by"><span class="field-error" id="id_by_error">{icon("circle-alert")}<span>Give a day.</span></span>'
        "</div>"
    )


def test_check_box_stands_inside_its_label() -> None:
    html = render("{% load forms %}{% field form.keep %}", form=Order())
    assert html.strip() == (
        '<div><label class="check" for="id_keep"><input type="checkbox" name="keep" id="id_keep">Keep it</label></div>'
    )


def test_error_summary_links_to_each_field_and_is_empty_without_errors() -> None:
    assert render("{% load forms %}{% error_summary form %}", form=Order()).strip() == ""
    html = render("{% load forms %}{% error_summary form %}", form=Order({}))
    assert html.strip() == (
        f'<div class="notice notice--bad" role="alert">{icon("circle-alert")}<div><h2>There is a problem</h2>'
        '<ul class="plainlist"><li><a href="#id_by">Order by: Give a day.</a></li></ul></div></div>'
    )
