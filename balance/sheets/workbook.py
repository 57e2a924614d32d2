"""A workbook as blocks of rows, read by a child process that can do no harm and may die of what it reads.

Whatever ends the child early (too much memory, too much time, a crash of the library) is a refusal in plain words.
"""

import importlib.util
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from balance.sheets.layout import Block, SheetRefused

# -I and -S: no environment, no user's packages, no start-up files. Only our code and the reader's folder are added.
ROOT = Path(__file__).resolve().parents[2]  # balance.paths would bring the settings' secrets along
START = "import sys; sys.path += sys.argv[3:]; from balance.sheets.workbook_child import main; main(*sys.argv[1:3])"
PATIENCE = 300  # seconds without a word
LONGEST_MESSAGE = 64 << 20  # bytes
PIECE = 1 << 16
NO_MEMORY = 71  # exit code of the child

LARGE = "The workbook needs more memory than a report should: save the sheet as CSV."
SLOW = "The workbook takes too long to read: save the sheet as CSV."
CRASHED = "The workbook cannot be read: save it again, or as CSV."


@dataclass(frozen=True, slots=True)
class Workbook:
    path: Path
    sheet: str  # name; empty: the only visible one with cells

    def blocks(self) -> Iterator[Block]:
        """The rows of the sheet, from its first. Raises SheetRefused. The child ends with the generator."""
        with _child(self.path, self.sheet) as child:
            try:
                for line in _lines(child):
                    message = json.loads(line)
                    if "end" in message:
                        return
                    if "refused" in message:
                        raise SheetRefused(message["refused"], row=message.get("row"), column=message.get("column"))
                    yield Block(message["row"], message["rows"])
                raise SheetRefused(_why_ended(child.wait()))
            finally:
                child.kill()


def _child(path: Path, sheet: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", START, str(path.resolve()), sheet, str(ROOT), _folder_of_reader()],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={}, cwd="/", start_new_session=True,
    )  # fmt: skip


def _folder_of_reader() -> str:
    # The package is found, not imported: it belongs into the child only.
    spec = importlib.util.find_spec("python_calamine")
    if spec is None or spec.origin is None:
        raise SheetRefused("Workbooks cannot be read: python-calamine is not installed.")
    return str(Path(spec.origin).parent.parent)


def _lines(child: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """What the child says, line by line. A line that does not end, or does not come, ends the child."""
    assert child.stdout is not None
    size = 0
    parts: list[bytes] = []
    while piece := _next(child.stdout.fileno()):
        *ends, rest = piece.split(b"\n")
        for end in ends:
            yield b"".join((*parts, end))
            parts, size = [], 0
        parts.append(rest)
        size += len(rest)
        if size > LONGEST_MESSAGE:
            raise SheetRefused(LARGE)


def _next(handle: int) -> bytes:
    ready = select.poll()
    ready.register(handle, select.POLLIN)
    if not ready.poll(PATIENCE * 1000):
        raise SheetRefused(SLOW)
    return os.read(handle, PIECE)


def _why_ended(code: int) -> str:
    if code == -signal.SIGXCPU:
        return SLOW
    # Python ends in an orderly way; what is compiled aborts, and the kernel kills.
    return LARGE if code in (NO_MEMORY, -signal.SIGABRT, -signal.SIGKILL) else CRASHED
