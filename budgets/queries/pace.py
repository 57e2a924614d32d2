"""Pace: one rule, which judges where the year will end (domain 2.9). Pure: figures in, a verdict in words out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from balance.money import ZERO, about, dollars, round_to_cents, whole_percent
from budgets.queries.calendar import share_gone
from budgets.queries.totals import Totals

CLOSED_YEARS = 3


class Verdict(StrEnum):
    """What is said of a pool or line. Only the first three ask for a look."""

    OVER = "over"
    AHEAD = "ahead"
    BEHIND = "behind"
    ON_PACE = "on_pace"
    PAID_EARLY = "paid_early"
    ALL_PROMISED = "all_promised"
    NO_BUDGET = "no_budget"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Limits:
    """The district's thresholds, a purpose's own where it has some."""

    ahead_pct: int = 5
    ahead_amount: Decimal = Decimal(500)
    behind_pct: int = 10
    behind_amount: Decimal = Decimal(1000)
    window_points: int = 15


USUAL_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Window:
    """The year and the part of it in which money can be ordered, seen from `today`; or the clock of one source."""

    today: date
    starts_on: date
    ends_on: date
    last_order_on: date
    of_source: bool = False

    def seen_on(self, day: date) -> "Window":
        """The same window from another day."""
        return replace(self, today=day)

    @property
    def share_of_year(self) -> Decimal:
        return share_gone(self.today, self.starts_on, self.ends_on)

    @property
    def share_of_window(self) -> Decimal:
        return share_gone(self.today, self.starts_on, min(self.last_order_on, self.ends_on))


@dataclass(frozen=True, slots=True)
class PastYear:
    """One closed year of the same pool or line: spent by this date, and in the end. Dollars."""

    by_date: Decimal
    final: Decimal


@dataclass(frozen=True, slots=True)
class Pace:
    """The verdict, its reason in words with its figures, and the forecast where there is one."""

    verdict: Verdict
    reason: str = ""
    forecast: Decimal | None = None

    @property
    def asks(self) -> bool:
        """Whether it is worth a look."""
        return self.verdict in (Verdict.OVER, Verdict.AHEAD, Verdict.BEHIND)


def counted(history: Sequence[PastYear]) -> list[PastYear]:
    """The closed years that say something of a season: the newest few that had spent something by this date."""
    return [year for year in history[:CLOSED_YEARS] if year.by_date > 0 and year.final > 0]


def growth(history: Sequence[PastYear]) -> Decimal | None:
    """What spending by this date was multiplied by in the end: mean(final ÷ spent by this date); None without any."""
    ratios = [year.final / year.by_date for year in counted(history)]
    return sum(ratios, Decimal(0)) / len(ratios) if ratios else None


def carried_forward(spent: Decimal, used: Decimal, times: Decimal) -> Decimal:
    """Where spending ends that goes on as before, and never below what is spent and promised."""
    return max(round_to_cents(spent * times), used)


def forecast(totals: Totals, history: Sequence[PastYear]) -> Decimal | None:
    """Where the year will end (domain 2.9, rule 1). None without a closed year that tells."""
    times = growth(history)
    return None if times is None else carried_forward(totals.expended, totals.used, times)


def judge(
    totals: Totals,
    *,
    window: Window,
    history: Sequence[PastYear] = (),
    limits: Limits = USUAL_LIMITS,
    once_a_year: bool = False,
    year_end: str = "June 30",
    has_ended: bool = False,
) -> Pace:
    """The one rule, for what is controlled as a whole: a pool, else a line. Never for a purpose or a unit.

    Of a year that has ended nothing is forecast: what is over is over, and the rest asks for nothing.
    """
    settled = _without_pace(totals)
    if settled is not None:
        return settled
    if has_ended:
        return Pace(Verdict.NOTHING)
    expected = forecast(totals, history)
    verdict = _by_window(totals, window, limits) if expected is None else _by_history(totals, expected, limits)
    if verdict == Verdict.AHEAD and once_a_year:
        return Pace(Verdict.PAID_EARLY, "Bought once a year, early; nothing is wrong.", expected)
    if expected is None:
        return Pace(verdict, _window_words(totals, window))
    return Pace(verdict, _forecast_words(totals, expected, verdict, history, year_end), expected)


def _without_pace(totals: Totals) -> Pace | None:
    """What is so whatever the date: no budget, over, all promised, or amounts of which no percent is shown."""
    if totals.unbudgeted:
        return Pace(Verdict.NO_BUDGET, f"{dollars(totals.used)} was used and no budget has been loaded.")
    if totals.used > totals.revised:
        parts = f"Spent {dollars(totals.expended)} and promised {dollars(totals.open_orders)}"
        return Pace(Verdict.OVER, f"{parts} from {dollars(totals.revised)}.")
    if totals.revised <= ZERO or totals.expended < ZERO:
        return Pace(Verdict.NOTHING)
    if totals.used == totals.revised:
        return Pace(Verdict.ALL_PROMISED, "All of it is spent or promised; nothing is wrong.")
    return None


def _by_history(totals: Totals, expected: Decimal, limits: Limits) -> Verdict:
    beyond = expected - totals.revised
    if beyond > limits.ahead_amount and beyond * 100 > totals.revised * limits.ahead_pct:
        return Verdict.AHEAD
    if -beyond > limits.behind_amount and -beyond * 100 > totals.revised * limits.behind_pct:
        return Verdict.BEHIND
    return Verdict.ON_PACE


def _by_window(totals: Totals, window: Window, limits: Limits) -> Verdict:
    points = points_ahead_of_window(totals, window)
    if points >= limits.window_points:
        return Verdict.AHEAD
    return Verdict.BEHIND if points <= -limits.window_points else Verdict.ON_PACE


def points_ahead_of_window(totals: Totals, window: Window) -> Decimal:
    """How many points the used share runs ahead of the buying window; negative: behind (domain 2.9, rule 2)."""
    return totals.used * 100 / totals.revised - window.share_of_window * 100


def _window_words(totals: Totals, window: Window) -> str:
    used = whole_percent(totals.used / totals.revised)
    gone = whole_percent(window.share_of_window)
    if window.of_source:
        return f"{used} is used; {gone} of its own time has gone."
    return f"{used} is used; {gone} of the time to order has gone. No history yet."


def _forecast_words(
    totals: Totals, expected: Decimal, verdict: Verdict, history: Sequence[PastYear], year_end: str
) -> str:
    beyond = expected - totals.revised
    if verdict == Verdict.ON_PACE:
        tail = f"; may end about {about(beyond)} over" if beyond > 0 else ""
        return f"Heads for {dollars(expected)} by {year_end}{tail}."
    end = f"{dollars(beyond)} more than its budget" if beyond > 0 else f"so {dollars(-beyond)} would go unused"
    if expected == totals.used:
        return f"Spent and promised make {dollars(expected)}, {end}."
    years = counted(history)
    by_now = whole_percent(sum((year.by_date / year.final for year in years), Decimal(0)) / len(years))
    last = "last year" if len(years) == 1 else f"in the last {len(years)} years"
    return (
        f"{by_now} of the year’s spending was done by this date {last}."
        f" That makes {dollars(expected)} by {year_end}, {end}."
    )
