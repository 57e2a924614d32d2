"""The money bar: its parts add up to 100 % whatever the ledger says, and its words say the same as its shapes."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance.icons import NAMES, UnknownIcon, icon
from balance.marks import UnknownMark, money_bar, swatch

SHARE = Decimal("0.389")


def dollars(text: str) -> Decimal:
    return Decimal(text)


def drawing(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def parts(svg: str) -> dict[str, tuple[Decimal, Decimal]]:
    """The start and width in percent of each part, by its class."""
    return {
        rect.attrib["class"]: (Decimal(rect.attrib["x"].rstrip("%")), Decimal(rect.attrib["width"].rstrip("%")))
        for rect in drawing(svg).iter("rect")
    }


def lines(svg: str, css: str) -> list[str]:
    return [line.attrib["x1"] for line in drawing(svg).iter("line") if line.attrib["class"] == css]


def label(svg: str) -> str:
    return drawing(svg).attrib["aria-label"]


def test_bar_of_the_design_is_drawn_to_the_letter() -> None:
    svg = money_bar(dollars("48000"), dollars("17931.44"), dollars("4119.00"), share_of_year=SHARE)
    assert svg == (
        '<svg class="mbar" role="img" aria-label="Spent 37%, promised 9%, left 54%; 39% of the year has gone">'
        '<rect class="f-spent" x="0%" y="0" width="37.36%" height="100%" rx="2"/>'
        '<rect class="f-left" x="45.94%" y="0" width="54.06%" height="100%" rx="2"/>'
        '<rect class="f-promised" fill="url(#hatch)" x="37.36%" y="0" width="8.58%" height="100%"/>'
        '<line class="gap" x1="37.36%" x2="37.36%" y1="0" y2="100%"/>'
        '<line class="gap" x1="45.94%" x2="45.94%" y1="0" y2="100%"/>'
        '<line class="halo" x1="38.9%" x2="38.9%" y1="0" y2="100%"/>'
        '<line class="tick" x1="38.9%" x2="38.9%" y1="-3" y2="15"/></svg>'
    )


def test_hero_names_today_and_the_ends_of_the_year() -> None:
    svg = money_bar(dollars("206600"), dollars("84748"), dollars("33408"), share_of_year=SHARE, hero=True)
    words = [(text.attrib["x"], text.attrib.get("text-anchor"), text.text) for text in drawing(svg).iter("text")]
    assert words == [
        ("38.9%", "middle", "Today: 39% of the year"),
        ("0%", None, "Jul 1"),
        ("100%", "end", "Jun 30"),
    ]
    assert drawing(svg).attrib["class"] == "mbar mbar--hero"


@pytest.mark.parametrize(("share", "anchor"), [("0.02", "start"), ("0.5", "middle"), ("0.97", "end")])
def test_words_of_today_stay_inside_the_drawing(share: str, anchor: str) -> None:
    svg = money_bar(dollars("100"), dollars("1"), dollars("0"), share_of_year=Decimal(share), hero=True)
    assert next(drawing(svg).iter("text")).attrib["text-anchor"] == anchor


def test_spending_above_the_budget_is_marked_beyond_it_and_moves_the_year_mark() -> None:
    svg = money_bar(dollars("1000"), dollars("610"), dollars("420"), share_of_year=SHARE)
    assert parts(svg) == {
        "f-spent": (Decimal("0"), Decimal("59.22")),
        "f-promised": (Decimal("59.22"), Decimal("37.87")),
        "f-over": (Decimal("97.09"), Decimal("2.91")),
    }
    assert lines(svg, "tick") == ["37.77%"]
    assert label(svg) == "Spent 61%, promised 42%, over by 3%; 39% of the year has gone"


def test_spending_alone_above_the_budget_leaves_no_room_for_what_is_promised() -> None:
    svg = money_bar(dollars("100"), dollars("150"), dollars("50"))
    assert parts(svg) == {"f-spent": (Decimal("0"), Decimal("50")), "f-over": (Decimal("50"), Decimal("50"))}
    assert label(svg) == "Spent 150%, promised 50%, over by 100%"


def test_line_covered_by_its_pool_is_full_and_quiet() -> None:
    svg = money_bar(dollars("6500"), dollars("5982"), dollars("1260"), share_of_year=SHARE, covered_by="Materials pool")
    assert parts(svg) == {
        "f-spent": (Decimal("0"), Decimal("82.6")),
        "f-promised": (Decimal("82.6"), Decimal("17.4")),
    }
    assert lines(svg, "tick") == []
    assert label(svg) == (
        "Spent $5,982, promised $1,260, from a line budget of $6,500; the Materials pool covers the rest"
    )


def test_line_inside_its_budget_needs_no_pool() -> None:
    amounts = (dollars("100"), dollars("20"), dollars("10"))
    assert money_bar(*amounts, covered_by="Materials pool") == money_bar(*amounts)


def test_line_without_budget_is_covered_by_its_pool_too() -> None:
    svg = money_bar(dollars("0"), dollars("30"), dollars("10"), covered_by="Materials pool")
    assert parts(svg) == {"f-spent": (Decimal("0"), Decimal("75")), "f-promised": (Decimal("75"), Decimal("25"))}
    assert label(svg) == "Spent $30, promised $10, from a line budget of $0; the Materials pool covers the rest"


@pytest.mark.parametrize(
    ("budgeted", "spent", "promised", "words"),
    [
        ("0", "184", "0", "No budget loaded, spent $184, promised $0"),
        ("0", "0", "0", "No budget loaded, nothing spent or promised"),
        ("0", "-50", "0", "No budget loaded, spent −$50, promised $0"),
        ("-500", "184", "20", "Budget of −$500, spent $184, promised $20"),
    ],
)
def test_without_a_budget_no_share_is_shown(budgeted: str, spent: str, promised: str, words: str) -> None:
    svg = money_bar(dollars(budgeted), dollars(spent), dollars(promised), share_of_year=SHARE)
    assert parts(svg) == {"f-none": (Decimal("0"), Decimal("100"))}
    assert lines(svg, "tick") == []
    assert label(svg) == words


def test_more_refunds_than_payments_add_to_what_is_left() -> None:
    svg = money_bar(dollars("1000"), dollars("-200"), dollars("300"), share_of_year=SHARE)
    assert parts(svg) == {
        "f-spent": (Decimal("0"), Decimal("0")),
        "f-left": (Decimal("25"), Decimal("75")),
        "f-promised": (Decimal("0"), Decimal("25")),
    }
    assert label(svg) == "Spent −$200 (more refunds than payments), promised $300, left $900; 39% of the year has gone"


def test_more_refunds_than_payments_can_still_be_over() -> None:
    svg = money_bar(dollars("100"), dollars("-50"), dollars("300"))
    assert parts(svg)["f-over"] == (Decimal("50"), Decimal("50"))
    assert label(svg) == "Spent −$50 (more refunds than payments), promised $300, over by $150"


def test_relief_without_an_order_is_said_in_dollars() -> None:
    svg = money_bar(dollars("1000"), dollars("400"), dollars("-100"))
    assert label(svg) == "Spent $400, promised −$100, left $700"


def test_nothing_spent_has_no_gap() -> None:
    svg = money_bar(dollars("100"), dollars("0"), dollars("0"))
    assert parts(svg) == {"f-spent": (Decimal("0"), Decimal("0")), "f-left": (Decimal("0"), Decimal("100"))}
    assert lines(svg, "gap") == []


def test_all_promised_has_nothing_left() -> None:
    svg = money_bar(dollars("100"), dollars("35"), dollars("65"))
    assert parts(svg) == {"f-spent": (Decimal("0"), Decimal("35")), "f-promised": (Decimal("35"), Decimal("65"))}
    assert lines(svg, "gap") == ["35%"]
    assert label(svg) == "Spent 35%, promised 65%, left 0%"


def test_right_to_left_mirrors_every_position() -> None:
    amounts = (dollars("206600"), dollars("84748"), dollars("33408"))
    ltr, rtl = (money_bar(*amounts, share_of_year=SHARE, hero=True, rtl=flag) for flag in (False, True))
    assert parts(rtl) == {css: (100 - x - width, width) for css, (x, width) in parts(ltr).items()}
    for css in ("gap", "halo", "tick"):
        mirrored = [100 - Decimal(x.rstrip("%")) for x in lines(ltr, css)]
        assert [Decimal(x.rstrip("%")) for x in lines(rtl, css)] == mirrored
    assert [text.attrib["x"] for text in drawing(rtl).iter("text")] == ["61.1%", "100%", "0%"]


def test_given_label_is_said_instead_and_cannot_leave_its_attribute() -> None:
    svg = money_bar(dollars("100"), dollars("1"), dollars("0"), label='Gifts "A" <b>')
    assert label(svg) == 'Gifts "A" <b>'
    assert "<b>" not in svg


def test_name_of_a_pool_cannot_leave_its_attribute() -> None:
    svg = money_bar(dollars("1"), dollars("2"), dollars("0"), covered_by='"><script>')
    assert "<script>" not in svg


cents = st.integers(min_value=-(10**11), max_value=10**11).map(lambda number: Decimal(number) / 100)
shares = st.none() | st.integers(min_value=0, max_value=1000).map(lambda number: Decimal(number) / 1000)


@given(cents, cents, cents, shares, st.booleans(), st.booleans(), st.sampled_from([None, "Materials pool"]))
def test_parts_always_fill_the_bar_without_overlap(
    budgeted: Decimal,
    spent: Decimal,
    promised: Decimal,
    share: Decimal | None,
    hero: bool,
    rtl: bool,
    covered_by: str | None,
) -> None:
    svg = money_bar(budgeted, spent, promised, share_of_year=share, hero=hero, rtl=rtl, covered_by=covered_by)
    placed = sorted(parts(svg).values())
    assert sum(width for _, width in placed) == 100
    end = Decimal(0)
    for start, width in placed:
        assert start == end
        end += width
    assert ("f-over" in parts(svg)) <= (budgeted - spent - promised < 0)
    for css in ("gap", "tick"):
        assert all(0 <= Decimal(x.rstrip("%")) <= 100 for x in lines(svg, css))


def test_every_swatch_is_a_mark_of_the_bar() -> None:
    assert [drawing(swatch(mark))[0].attrib["class"] for mark in ("spent", "promised", "left", "over")] == [
        "f-spent",
        "f-promised",
        "f-left",
        "f-over",
    ]


def test_unknown_swatch_is_refused() -> None:
    with pytest.raises(UnknownMark):
        swatch("encumbered")


def test_icon_is_hidden_from_screen_readers() -> None:
    assert icon("check") == '<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M20 6 9 17l-5-5"/></svg>'


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_icon_is_a_drawing(name: str) -> None:
    assert len(drawing(icon(name))) > 0


def test_unknown_icon_is_refused() -> None:
    with pytest.raises(UnknownIcon):
        icon("unicorn")
