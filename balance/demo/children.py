"""The processes that the demo starts: each in a group of its own, logged to a file, and never left behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from balance.paths import BASE_DIR, VAR_DIR

LOGS = VAR_DIR / "log"
PATIENCE = 8.0  # seconds from a polite stop to a kill
PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


class Child:
    """One running program. `log` is None for a step whose output belongs on the terminal."""

    def __init__(self, name: str, arguments: Sequence[str], environment: Mapping[str, str], *, quiet: bool) -> None:
        self.name = name
        self.log: Path | None = LOGS / f"{name}.log" if quiet else None
        LOGS.mkdir(parents=True, exist_ok=True)
        output = self.log.open("wb") if self.log else None
        try:
            self.process = subprocess.Popen(
                [sys.executable, *arguments], cwd=BASE_DIR, env=environment, stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT if output else None,
                start_new_session=True, preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )  # fmt: skip
        finally:
            if output:
                output.close()

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def last_words(self, lines: int = 20) -> str:
        """The end of the log, for a child that should not have ended."""
        if self.log is None or not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def signal(self, number: int) -> None:
        """Send a signal to the child and to all that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


def stop_all(children: Sequence[Child]) -> None:
    """Ask all to stop at once, wait, then kill what is left."""
    for child in children:
        child.signal(signal.SIGTERM)
    limit = time.monotonic() + PATIENCE
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.0, limit - time.monotonic()))
        child.signal(signal.SIGKILL)  # also grandchildren that outlived it
        child.process.wait()


def _die_with_parent() -> None:
    """In the child, before it runs: the kernel stops it when the supervisor is gone, even if that was killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
