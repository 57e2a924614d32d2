"""Patterns: what they find, and that none of them can hang a load."""

import time

import pytest

from budgets.domain.profiles.patterns import NoPattern, check_pattern, finding, fitting, replacing
from tests.budgets.domain.profiles.files import ledger

# Each takes Python's own patterns longer than anybody waits.
HANGING = [r"^(a+)+$", r"(a|aa)+$", r"(a*)*b", r"(\w+\s?)*!$", "(?:a?){40}a{40}!", r"(.*)(.*)(.*)(.*)(.*)(.*)x"]
COLUMN = {"column": "Memo"}
LONG = "a" * 900 + "?"
SECONDS = 2.0


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"^(.*?)(?:-\d{5})?$", "School Depot-20417", "School Depot"),
        (r"^(.*?)(?:-\d{5})?$", "School Depot", "School Depot"),
        (r"\d+", "PO 4471", "4471"),
        (r"x(y)?", "x", ""),
        (r"(?i)^(grand )?total", "Grand Total", "Grand "),
        ("é(.)", "caféñ", "ñ"),
        ("[A-Za-zÀ-ÿ]+", "1 José", "José"),
        (r"\w+", "José", "Jos"),
        (r"^\d{4}$", "1100\n", None),
        (r"^b", "a\nb", None),
    ],
)
def test_pattern_finds_its_first_parentheses_or_all_of_it(pattern, text, found):
    check_pattern(pattern)
    assert finding(pattern)(text) == found
    assert fitting(pattern)(text) == (found is not None)


def test_what_is_put_in_the_place_of_a_pattern_stands_as_it_is():
    assert replacing(r"\b\d{6,}\b", r"\1•")("é 1234567, 12345 and 123456") == r"é \1•, 12345 and \1•"
    assert replacing("x", "y")("nothing") == "nothing"


@pytest.mark.parametrize("pattern", HANGING)
def test_time_grows_with_the_text_alone(pattern):
    check_pattern(pattern)
    started = time.process_time()
    assert not fitting(pattern)(LONG)
    assert finding(pattern)(LONG) is None
    assert replacing(pattern, "")(LONG) == LONG
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("pattern", HANGING)
def test_no_pattern_of_a_profile_hangs_a_load(reads, pattern):
    profile = ledger(
        parts={
            "piece": {"column": "Memo", "pattern": pattern},
            "head": {"carry": {"column": "Memo", "pattern": pattern}},
        },
        drop=[{"name": "slow", "when": COLUMN | {"matches": pattern}}],
        description={"columns": ["Memo"], "mask": [{"matches": pattern}]},
        as_of={"pattern": pattern, "format": "M/D/YYYY"},
        fiscal_year={"pattern": pattern},
    )
    rows = "".join(f"1,2,{n} {LONG},1.00\n" for n in range(50))
    started = time.process_time()
    found = reads(profile, f"{LONG}\nFund,Object,Memo,Amount\n{rows}")
    assert found.problems == ["a.csv, fiscal year: no title says which fiscal year it is"]
    assert time.process_time() - started < 10 * SECONDS


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r"^(?!TOTAL)", "cannot be used here: invalid perl operator: (?!"),
        (r"(?<=PO )\d+", "cannot be used here: invalid perl operator: (?<"),
        (r"(a)\1", "cannot be used here: invalid escape sequence: \\1"),
        ("x{0,1000}" * 50, "cannot be used here: pattern too large - compile failed"),
        ("(?:(?:a{1000}){1000}){1000}", "cannot be used here: invalid repetition size: {1000}"),
        ("\ud800", "cannot be used here: "),
        ("(", "is not a pattern: missing ), unterminated subpattern"),
        (r"\pL", r"is not a pattern: bad escape \p"),
    ],
)
def test_pattern_without_such_an_end_is_refused(pattern, why):
    with pytest.raises(NoPattern) as refused:
        check_pattern(pattern)
    assert why in str(refused.value)
