"""The bytes of a text file as pieces of text that end where a line ends, so that a file of any size fits in memory."""

import codecs
import io
from collections.abc import Iterator
from pathlib import Path

from balance.sheets.encoding import NAMES, Encoding

CHUNK = 1 << 15  # bytes read at once: rows of much more leave the processor’s cache before they are used
LONGEST = 1 << 20  # characters of one line
CONTROL_Z = "\x1a"  # how old systems end a text file


class TextBroken(Exception):
    """Why the text ends here; whoever counts the rows adds which row that is."""


def pieces(path: Path, encoding: Encoding) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is the last. Raises TextBroken after the last whole line."""
    rest = ""
    with path.open("rb") as file:
        for read, last, broken in _decoded(file, encoding):
            text = rest + read
            # A return at the very end may be the first half of a line end.
            cut = len(text) if last else max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
            piece, rest = text[:cut], text[cut:]
            if last:
                piece = piece.rstrip(CONTROL_Z)
            if piece or last:
                yield piece, last
            if broken:
                raise TextBroken(broken)
            if len(rest) > LONGEST:
                raise TextBroken(f"A line is longer than {LONGEST:,} characters: this is not a table of rows.")


def _decoded(file: io.BufferedReader, encoding: Encoding) -> Iterator[tuple[str, bool, str]]:
    """Text, whether it is the last, and why the bytes after it are no text ('' if they are)."""
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    file.seek(encoding.start)
    chunk = file.read(CHUNK)
    while True:
        following = file.read(CHUNK)
        try:
            yield decoder.decode(chunk, final=not following), not following, ""
        except UnicodeDecodeError as error:
            byte = error.object[error.start]
            good = error.object[: error.start].decode(encoding.codec)
            name = NAMES[encoding.name]
            yield good, False, f"Byte {byte:02X} is no character in {name}: another encoding, or a damaged file."
            return
        if not following:
            return
        chunk = following
