from datetime import date

from tests.budgets.domain.profiles.files import REPORT, read, workbook

PROFILE = REPORT | {"as_of": {"pattern": r"As of (\S+)", "format": "M/D/YYYY"}}
BODY = "Fund,Object,Budget\n1,{},5.00\n"


def file(title: str, code: int = 2) -> str:
    return title + "\n" + BODY.format(code)


def test_day_stands_in_a_title(reads):
    found = reads(PROFILE, file("Budget report\nAs of 10/31/2026,,"))
    assert (found.problems, found.reading.as_of, found.reading.warnings) == ([], date(2026, 10, 31), [])


def test_day_may_be_in_a_cell_of_its_own(reads):
    assert reads(PROFILE, file(",As of ,10/31/2026")).reading.as_of == date(2026, 10, 31)


def test_report_that_does_not_say_its_day_is_told(reads):
    found = reads(PROFILE, file("Budget report"))
    assert (found.problems, found.reading.as_of) == ([], None)
    assert found.reading.warnings == ["no title of a.csv says which day its figures are of"]


def test_day_that_cannot_be_read_is_refused(reads):
    assert reads(PROFILE, file("As of 31.10.2026")).problems == [
        "a.csv, as of: “31.10.2026” is not a date of the form M/D/YYYY"
    ]
    empty = REPORT | {"as_of": {"pattern": "As of( .*)?", "format": "M/D/YYYY"}}
    assert reads(empty, file("As of")).problems == ["a.csv, as of: is empty"]


def test_files_of_two_days_are_refused(reads):
    found = reads(PROFILE, file("As of 10/31/2026"), file("As of 9/30/2026", 3), file("As of 10/31/2026", 4))
    assert found.problems == ["b.csv, as of: is 2026-09-30, in an earlier file 2026-10-31"]


def test_date_of_a_workbook(tmp_path):
    table = [["As of", date(2026, 10, 31)], ["Fund", "Object", "Budget"], ["1", "2", 5]]
    assert read(PROFILE, [workbook(tmp_path / "a.xlsx", table)]).reading.as_of == date(2026, 10, 31)


def test_profile_that_does_not_ask_has_no_day(reads):
    found = reads(REPORT, file("As of 10/31/2026"))
    assert (found.reading.as_of, found.reading.warnings) == (None, [])
