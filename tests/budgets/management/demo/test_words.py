"""The demo's words keep to the rules of all words here: plain, short, without blame."""

import re

import pytest

from budgets.choices import GuideAct
from budgets.management.demo.structure import PURPOSES
from tests.budgets.management.demo.moments import SPECS

LONGEST_SENTENCE = 20
WORDS = {slug: spec.words for slug, spec in SPECS.items()}


def texts(words):
    answers = [text for row in words.questions for text in row]
    return [*words.purposes.values(), *words.acts.values(), *answers]


@pytest.mark.parametrize("slug", WORDS)
def test_words_are_of_purposes_and_acts_that_there_are(slug):
    assert set(WORDS[slug].purposes) <= {code for code, _, _ in PURPOSES}
    assert set(WORDS[slug].acts) == {act.value for act in GuideAct}


@pytest.mark.parametrize("slug", WORDS)
def test_sentences_are_short_and_nobody_is_blamed_or_begged(slug):
    for text in texts(WORDS[slug]):
        for sentence in re.split(r"(?<=[.?:])\s|\n", text):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence
        assert not re.search(r"!|\bplease\b|\boverspent\b|\bencumb|\bexpend|\brequisition", text, re.I), text


@pytest.mark.parametrize("slug", WORDS)
def test_links_between_answers_lead_to_an_act_that_is_told(slug):
    places = {place for text in texts(WORDS[slug]) for place in re.findall(r"\(#([\w-]+)\)", text)}
    assert places - set(WORDS[slug].acts) == set()


@pytest.mark.parametrize("slug", WORDS)
def test_words_of_a_purpose_are_short_enough_for_a_page_of_every_day(slug):
    assert max(map(len, WORDS[slug].purposes.values())) <= 300
