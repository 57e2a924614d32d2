"""The track of an order: four stages, the last two filled by their share, never past the end."""

from decimal import Decimal

import pytest

from balance.track import share, short, track, words

ZERO = Decimal("0.00")


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [
        ("400", "1000", "0.4"),
        ("0", "1000", "0"),
        ("1200", "1000", "1"),
        ("-50", "1000", "0"),
        ("5", "0", "1"),
        ("0", "0", "0"),
    ],
)
def test_share_is_between_nothing_and_all(part, whole, found):
    assert share(Decimal(part), Decimal(whole)) == Decimal(found)


def test_words_say_each_stage():
    thousand, some = Decimal("1000.00"), Decimal("800.00")
    assert words(True, thousand, some, some) == "Requested, ordered, 80% billed, 80% paid"
    assert words(False, ZERO, ZERO, ZERO) == "0% billed, 0% paid"
    assert [
        short(thousand, ZERO, ZERO),
        short(thousand, some, some),
        short(thousand, some, ZERO),
        short(ZERO, ZERO, ZERO),
    ] == [
        "Ordered",
        "80% billed and paid",
        "80% billed, 0% paid",
        "",
    ]


def test_stages_are_drawn_to_their_share():
    drawn = track(False, Decimal("1000.00"), Decimal("500.00"), Decimal("1500.00"))
    assert drawn.count("t-bed") == 4
    assert drawn.count("t-on") == 3
    assert 'x="50.66%" width="12.20%"' in drawn
    assert 'x="75.99%" width="24.40%"' in drawn
