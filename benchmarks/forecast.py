"""The forecast's error on the demo's whole years, beside the straight line and beside last year's share alone."""

import json
import subprocess
import sys

from benchmarks.figures import Figure
from benchmarks.ledger import Ledger
from benchmarks.server import environment

BACKTEST = """
import django; django.setup()
import json
from benchmarks.backtest import errors
print(json.dumps(errors()))
"""
ABOUT = "demo’s lines at the end of five months; sum of misses ÷ sum of spending, in percent (benchmarks/backtest.py)"


def forecast_error(ledger: Ledger) -> list[Figure]:
    """Two figures. The ledger is only there so that the settings load: the back-test asks it nothing."""
    program = [sys.executable, "-c", BACKTEST]
    done = subprocess.run(program, env=environment(ledger), check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout)
    return [
        _figure("the straight line", found, found["line"], bound=0.5),
        _figure("last year’s share", found, found["share"], bound=1.25),
    ]


def _figure(name: str, found: dict[str, float], beside: float, *, bound: float) -> Figure:
    ours, runs = found["ours"], int(found["cases"])
    return Figure(f"forecast error ÷ {name}", ours, beside, ours / beside, bound, bound, runs, 0.0, "%", ABOUT)
