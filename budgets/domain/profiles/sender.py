"""One load comes from one sender: whatever names it must be the same on all rows of all files."""

from budgets.domain.profiles.cells import clean, shown
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.problems import Problems


class OneSender:
    """The values of the columns that name who sent the file."""

    def __init__(self, columns: list[str]) -> None:
        self.found: dict[str, str] = {}
        self.columns = columns

    def look(self, frame: Frame, problems: Problems) -> None:
        """Reports, for each other sender, the first of its rows in the frame."""
        for column in self.columns if len(frame) else ():
            cells = list(frame.columns[column])
            first = self.found.setdefault(column, clean(cells[0]))
            for cell in dict.fromkeys(cells):
                if clean(cell) != first:
                    reason = f"says {shown(clean(cell))}, earlier rows say {shown(first)}"
                    frame.report(cells.index(cell), reason, problems, column)
