"""Two versions of a file side by side: what is passed over stands in both, in the same order."""

from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balance.sheets import Layout, Lines, SheetRefused, changes, open_sheet, sheet_of, versions

FEW_LINES = st.lists(st.sampled_from(["a,1", "b,2", "c,3", "", '"d, e",4']), max_size=30)
HEAD = ["name,amount"]


def opened(path, lines, end="\n", *, closed=True):
    path.write_bytes((end.join([*HEAD, *lines]) + (end if closed else "")).encode())
    return open_sheet(path, Layout(delimiter=","))


@pytest.fixture
def compared(tmp_path):
    def compare(old, new, *, head=1, most=10_000, **form):
        one = opened(tmp_path / "old.csv", old)
        return changes(one.text, opened(tmp_path / "new.csv", new, **form).text, head=head, most=most)

    return compare


@st.composite
def edited(draw):
    """Some lines, and the same with some changed, put in, taken out and moved."""
    old = draw(FEW_LINES)
    new = list(old)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(new)))
        what = draw(st.sampled_from(["in", "out", "move", "change"]))
        if what == "in":
            new[at:at] = draw(st.lists(st.sampled_from(["a,1", "x,9", ""]), max_size=6))
        elif new:
            line = new.pop(at - 1)
            if what == "move":
                new.insert(draw(st.integers(0, len(new))), line)
            elif what == "change":
                new.insert(at - 1 if at else len(new), f"{line}0")
    return old, new


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(edited(), st.sampled_from([2, 128]), st.sampled_from([(1,), (2, 4), (8, 128)]), st.sampled_from([5, 1 << 15]))
def test_old_less_what_left_is_new_less_what_came(compared, both, stretch, reaches, chunk):
    old, new = both
    with (
        mock.patch.object(versions, "STRETCH", stretch),
        mock.patch.object(versions, "REACHES", reaches),
        mock.patch("balance.sheets.pieces.CHUNK", chunk),
    ):
        found = compared(old, new)
    assert found.head == HEAD
    for side, lines in ((found.left, old), (found.came, new)):
        assert side.texts == [lines[number - 2] for number in side.numbers]
        assert side.numbers == sorted(set(side.numbers))
    stays = [line for number, line in enumerate(old, 2) if number not in found.left.numbers]
    assert stays == [line for number, line in enumerate(new, 2) if number not in found.came.numbers]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_are_no_difference(compared, end):
    found = compared(["a,1", "b,2"], ["a,1", "b,2"], end=end, closed=False)
    assert (found.left, found.came) == (Lines(), Lines())


def test_near_lines_meet_again(compared):
    lines = [f"line,{n}" for n in range(5_000)]
    new = [*lines[:10], "new,1", *lines[10:2_000], "other,1", *lines[2_001:4_000], *lines[4_900:]]
    found = compared(lines, new)
    assert (found.came.numbers, found.came.texts) == ([12, 2_003], ["new,1", "other,1"])
    assert found.left.numbers == [2_002, *range(4_002, 4_902)]


def test_no_more_than_that_many_lines_may_differ(compared):
    lines = [f"line,{n}" for n in range(100)]
    assert compared(lines, lines[10:], most=10).left.numbers == list(range(2, 12))
    assert compared(lines, lines[10:], most=9) is None


def test_no_more_than_so_many_characters_are_held(compared):
    long = ["x" * 300] * 10
    with mock.patch.object(versions, "CHARACTERS", 2_000), mock.patch("balance.sheets.pieces.CHUNK", 64):
        assert compared(["a,1"], ["a,1", *long[:5]]).came.characters == 1_500
        assert compared(["a,1"], ["a,1", *long]) is None


def test_both_begin_with_the_same_head(tmp_path, compared):
    assert compared(["a,1"], ["b,1"], head=2) is None
    assert compared([], [], head=2) is None


def test_file_that_cannot_be_read_is_not_compared(tmp_path, compared):
    old = opened(tmp_path / "old.csv", ["a,1"])
    (tmp_path / "new.csv").write_bytes(b"name,amount\na,\xff\n")
    new = open_sheet(tmp_path / "new.csv", Layout(encoding="utf-8", delimiter=","))
    assert changes(old.text, new.text, head=1, most=10) is None


def test_some_lines_are_a_sheet_below_the_head_with_their_own_numbers(tmp_path):
    sheet = opened(tmp_path / "a.csv", [])
    with mock.patch.object(versions, "ROWS", 2):
        first, *blocks = sheet_of(sheet, HEAD, Lines([3, 7, 9], ["a,1", '"b, c",2', ""])).blocks()
    assert (list(first.numbers), first.rows) == ([1], [["name", "amount"]])
    assert [(list(block.numbers), block.rows) for block in blocks] == [
        ([3, 7], [["a", "1"], ["b, c", "2"]]),
        ([9], [[""]]),
    ]


@pytest.mark.parametrize("line", ['"a,1', 'a"b",c"', '"a"b,1', "a,\0"])
def test_line_that_is_no_row_by_itself_is_refused(tmp_path, line):
    sheet = opened(tmp_path / "a.csv", [])
    if line == 'a"b",c"':
        assert len(list(sheet_of(sheet, HEAD, Lines([3], [line])).blocks())) == 2
        return
    with pytest.raises(SheetRefused):
        list(sheet_of(sheet, HEAD, Lines([3], [line])).blocks())
