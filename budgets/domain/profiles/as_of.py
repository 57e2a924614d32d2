"""The day that a report is of, as the titles above its header say it."""

from datetime import date

from budgets.domain.profiles.cells import Bad
from budgets.domain.profiles.dates import ISO, date_reader
from budgets.domain.profiles.patterns import finding
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.walk import Json

COLUMN = "as of"


class AsOf:
    """All files of a load must name the same day."""

    def __init__(self, json: Json | None) -> None:
        self.json = json
        self.day: date | None = None
        self.warnings: list[str] = []

    def look(self, titles: str, file: str, problems: Problems, *, workbook: bool) -> None:
        """Finds the day in the titles of a file; a file that does not name it is worth a warning."""
        if self.json is None:
            return
        found = finding(self.json["pattern"])(titles)
        if found is None:
            self.warnings.append(f"no title of {file} says which day its figures are of")
            return
        said = date_reader([*([ISO] if workbook else []), self.json["format"]])(found)
        if isinstance(said, Bad) or said is None:
            problems.add("is empty" if said is None else said.reason, file=file, column=COLUMN)
        elif self.day is not None and said != self.day.isoformat():
            problems.add(f"is {said}, in an earlier file {self.day}", file=file, column=COLUMN)
        else:
            self.day = date.fromisoformat(said)
