"""The pace chart: points in, text of SVG out; nothing squeezed, nothing drawn outside, mirrored where one reads so."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance.charts import pace_chart, percent_of

D = Decimal
ZERO = (D(0), D(0))
NOW = (ZERO, (D("0.25"), D("0.2")), (D("0.389"), D("0.4102")))
PAST = (ZERO, (D("0.389"), D("0.42")), (D(1), D("0.98")))
AHEAD = ((D("0.389"), D("0.4102")), (D(1), D("0.96")))


def drawing(svg):
    return ElementTree.fromstring(str(svg))


def chart(now=NOW, past=PAST, forecast=AHEAD, **options):
    return drawing(pace_chart(now=now, past=past, forecast=forecast, label="The finding", **options))


def points(svg, css):
    [line] = [each for each in svg.iter() if each.attrib.get("class") == css]
    return [tuple(map(Decimal, pair.split(","))) for pair in line.attrib["points"].split()]


def words(svg):
    return [(text.text, text.attrib["x"], text.attrib["text-anchor"]) for text in svg.iter("text")]


def test_lines_go_from_nothing_at_the_foot_to_all_of_the_budget_at_the_top():
    svg = chart()
    assert points(svg, "l-now")[0] == (0, 86)
    assert points(svg, "l-now")[-1] == (D("38.9"), D("56.7"))
    assert points(svg, "l-prev")[-1] == (100, 16)
    assert points(svg, "l-fcst") == [(D("38.9"), D("56.7")), (100, D("17.43"))]
    assert svg.attrib["aria-label"] == "The finding"
    [today] = svg.iter("circle")
    assert (today.attrib["cx"], today.attrib["cy"]) == ("38.9%", "56.7%")


def test_area_under_this_year_is_closed_at_the_foot():
    assert points(chart(), "a-now")[0] == (0, 86)
    assert points(chart(), "a-now")[-1] == (D("38.9"), 86)


def test_words_name_today_the_end_the_last_day_and_the_months():
    svg = chart(months=((D(0), "Jul"), (D("0.25"), "Oct"), (D(1), "Jun 30")), last_order=(D("0.83"), "Apr 30"))
    assert words(svg) == [
        ("25%", "0%", "start"),
        ("50%", "0%", "start"),
        ("75%", "0%", "start"),
        ("100% of budget", "0%", "start"),
        ("Jul", "0%", "start"),
        ("Oct", "25%", "middle"),
        ("Jun 30", "100%", "end"),
        ("Today 41%", "41.1%", "start"),
        ("Forecast 96%", "100%", "end"),
        ("Apr 30", "81.5%", "end"),
    ]


def test_overspending_makes_the_drawing_higher_and_stays_inside():
    svg = chart(now=(ZERO, (D("0.5"), D("1.3"))), past=(), forecast=((D("0.5"), D("1.3")), (D(1), D("2.6"))))
    assert points(svg, "l-fcst")[-1][1] > D("14.57")
    assert min(y for _, y in points(svg, "l-fcst")) < points(svg, "l-now")[-1][1]
    assert [word for word, *_ in words(svg) if "of budget" in word] == ["100% of budget"]


def test_more_refunds_than_payments_lie_below_nothing():
    svg = chart(now=(ZERO, (D("0.4"), D("-0.1"))), past=(), forecast=())
    start, end = points(svg, "l-now")
    assert start[1] < end[1] <= 86
    assert ("Today −10%", "42.2%", "start") in words(svg)


def test_right_to_left_mirrors_every_position_and_side():
    plain, mirrored = (
        chart(months=((D(0), "Jul"), (D(1), "Jun 30")), last_order=(D("0.83"), "Apr 30"), rtl=rtl)
        for rtl in (False, True)
    )
    for css in ("l-now", "l-prev", "l-fcst", "a-now", "l-even"):
        assert points(mirrored, css) == [(100 - x, y) for x, y in points(plain, css)]
    other = {"start": "end", "end": "start", "middle": "middle"}
    placed = [(word, 100 - D(x.rstrip("%")), other[anchor]) for word, x, anchor in words(plain)]
    assert [(word, D(x.rstrip("%")), anchor) for word, x, anchor in words(mirrored)] == placed


def test_without_a_point_there_is_no_drawing():
    assert pace_chart(now=(), label="x") == ""


def test_first_day_of_a_year_has_a_mark_and_no_line():
    svg = chart(now=(ZERO,), past=(), forecast=())
    assert [each.attrib["class"] for each in svg.iter() if each.tag.endswith("polyline")] == []
    assert len(list(svg.iter("circle"))) == 1


def test_words_at_the_end_of_the_year_stand_before_the_mark():
    svg = chart(now=(ZERO, (D("0.97"), D("0.9"))), past=(), forecast=())
    assert ("Today 90%", "94.8%", "end") in words(svg)


def test_words_are_escaped():
    assert "<b>" not in pace_chart(now=NOW, label='"<b>', months=((D(0), "<b>"),), last_order=(D("0.5"), "<b>"))


shares = st.decimals(min_value=-3, max_value=9, places=4)
lines = st.lists(st.tuples(st.decimals(min_value=0, max_value=1, places=4), shares), min_size=1, max_size=14).map(
    sorted
)


@given(now=lines, past=lines, forecast=lines, rtl=st.booleans())
def test_whatever_was_spent_every_line_stays_inside_the_drawing(now, past, forecast, rtl):
    svg = chart(now=now, past=past, forecast=forecast, rtl=rtl)
    for line in svg.iter():
        if "points" in line.attrib:
            for pair in line.attrib["points"].split():
                x, y = map(Decimal, pair.split(","))
                assert 0 <= x <= 100
                assert D("14.57") <= y <= 86


@pytest.mark.parametrize(
    ("share", "text"), [("0.4102", "41%"), ("0.005", "1%"), ("-0.001", "0%"), ("-0.1", "−10%"), ("1.204", "120%")]
)
def test_share_is_shown_in_whole_percent(share, text):
    assert percent_of(D(share)) == text
