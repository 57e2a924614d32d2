"""Settings that become part of something else are read strictly."""

import pytest

from budgets.domain.structure.district_settings import plain_words
from budgets.domain.structure.fields import Wrong


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("blanket", "blanket"),
        (" blanket ,  standing   order,BPO-", "blanket, standing order, BPO-"),
        (",, ,", ""),
        ("", ""),
        ("Rahmenvertrag, año", "Rahmenvertrag, año"),
    ],
)
def test_words_are_kept_as_they_are_without_blanks_around_them(text, kept):
    assert plain_words(text) == kept


@pytest.mark.parametrize("text", ["a.*", "(blanket", "x|y", "a\\m", "[ab]", "a'b", "100%", 5, None, "x" * 201])
def test_words_with_a_sign_of_patterns_are_refused(text):
    with pytest.raises(Wrong):
        plain_words(text)
