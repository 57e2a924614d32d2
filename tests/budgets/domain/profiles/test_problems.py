import pytest

from budgets.domain.profiles import problems
from budgets.domain.profiles.problems import Problem, Problems


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.csv", 3, "Amount", "is bad"), "a.csv, row 3, Amount: is bad"),
        (Problem("a.csv", None, "", "is bad"), "a.csv: is bad"),
        (Problem("", None, "Code", "is bad"), "Code: is bad"),
        (Problem("", None, "", "is bad"), "is bad"),
    ],
)
def test_problem_in_words(problem, text):
    assert str(problem) == text


def test_every_fault_is_counted_and_the_first_are_kept(monkeypatch):
    monkeypatch.setattr(problems, "LISTED", 2)
    found = Problems()
    assert not found
    for row in range(5):
        found.add("is bad", file="a.csv", row=row)
    assert found
    assert (found.count, [problem.row for problem in found.listed]) == (5, [0, 1])


def test_one_fault_of_one_cell_counts_once():
    found = Problems()
    for column in ("A", "B", "A"):
        found.add("is bad", file="a.csv", row=1, column=column)
    assert (found.count, len(found.listed)) == (2, 2)


def test_cell_with_a_fault_is_known():
    found = Problems()
    found.add("is bad", file="a", row=1, column="A")
    assert found.on("a", 1, ["B", "A"])
    assert not found.on("a", 1, ["B"])
    assert not found.on("a", 2, ["A"])


def test_faults_are_told_from_top_to_bottom():
    found = Problems()
    for file, row in (("", None), ("b", 2), ("a", None), ("b", 1), ("a", 9), ("a", 10)):
        found.add("is bad", file=file, row=row)
    found.sort(["a", "b"])
    assert [(each.file, each.row) for each in found.listed] == [
        ("a", 9), ("a", 10), ("a", None), ("b", 1), ("b", 2), ("", None),
    ]  # fmt: skip
