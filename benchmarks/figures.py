"""A measured figure beside what it is measured against, and the file that keeps the latest ones."""

import json
import platform
import statistics
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

LATEST = Path(__file__).parent / "latest.json"


@dataclass(frozen=True)
class Figure:
    """`ratio` = ours ÷ beside. `bound` must hold, `goal` is aimed at. `spread`: middle half of ours ÷ its median."""

    name: str
    ours: float
    beside: float
    ratio: float
    bound: float
    goal: float
    runs: int
    spread: float
    unit: str
    about: str

    @property
    def holds(self) -> bool:
        return self.ratio <= self.bound


def compare(
    name: str, ours: Sequence[float], beside: Sequence[float], *, bound: float, goal: float, unit: str, about: str
) -> Figure:
    """From samples taken in turns: the ratio of the medians."""
    middle, other = statistics.median(ours), statistics.median(beside)
    quarters = statistics.quantiles(ours, n=4) if len(ours) > 3 else [middle] * 3
    spread = (quarters[2] - quarters[0]) / middle if middle else 0.0
    return Figure(name, middle, other, middle / other, bound, goal, len(ours), spread, unit, about)


def limit(name: str, ours: float, *, bound: float, goal: float, unit: str, about: str) -> Figure:
    """A count or a size beside the most that is allowed."""
    return Figure(name, ours, bound, ours / bound if bound else ours, 1.0 if bound else 0.0, goal, 1, 0.0, unit, about)


def show(figures: Sequence[Figure]) -> None:
    """Prints the figures as a table."""
    print(f"\n{'figure':<40}{'ours':>12}{'beside':>12}{'ratio':>8}{'bound':>8}{'goal':>8}{'runs':>6}{'spread':>8}")
    for item in figures:
        mark = "" if item.holds else "  MISSED"
        print(
            f"{item.name:<40}{item.ours:>10.2f}{item.unit:<2}{item.beside:>10.2f}{item.unit:<2}{_short(item.ratio):>8}"
            f"{_short(item.bound):>8}{_short(item.goal):>8}{item.runs:>6}{item.spread:>8.2f}{mark}"
        )


def _short(ratio: float) -> str:
    """Two decimals; of less than a tenth, as beside a peer, four."""
    return f"{ratio:.4f}" if 0 < ratio < 0.1 else f"{ratio:.2f}"


def keep(figures: Sequence[Figure], size: int) -> None:
    """Writes `benchmarks/latest.json`; figures that were not measured now stay as they were."""
    before = json.loads(LATEST.read_text())["figures"] if LATEST.exists() else []
    names = {item.name for item in figures}
    rows = [row for row in before if row["name"] not in names]
    rows += [asdict(item) | {"transactions": size, "holds": item.holds} for item in figures]
    machine = {"python": sys.version.split()[0], "machine": platform.machine()}
    LATEST.write_text(
        json.dumps({"machine": machine, "figures": sorted(rows, key=lambda r: r["name"])}, indent=2) + "\n"
    )
