import pytest

from balance.counting import count_of


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, ["row"], "0 rows"),
        (1, ["row"], "1 row"),
        (2, ["entry", "entries"], "2 entries"),
        (12345, ["row"], "12,345 rows"),
    ],
)
def test_number_agrees_with_its_thing(number, words, said):
    assert count_of(number, *words) == said
