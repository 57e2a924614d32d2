"""Which encoding a text file is in, judged by all of its bytes.

UTF-8 is believed if every byte of the file fits it, for other text does so by accident only where it is plain ASCII.
What does not fit is read as Windows-1252, the only 8-bit page that reports from Windows come in; pages cannot be
told apart by their bytes, so a profile may name one, and what it names binds.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from balance.sheets.layout import SheetRefused
from balance.sheets.sniff import HEAD, unicode_of

CHUNK = 1 << 20
NAMES = {"utf-8": "UTF-8", "windows-1252": "Windows-1252", "utf-16": "UTF-16"}
# What UTF-8 makes of a letter, space or quote. In Windows-1252 it would be a pair such as Ã©, which nobody writes.
MADE_BY_UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xc2\xa0|\xe2\x80[\x80-\xbf]")


@dataclass(frozen=True, slots=True)
class Encoding:
    name: str  # as a Layout names it
    codec: str  # as Python names it
    start: int  # bytes of the mark before the text


def encoding_of(path: Path, wanted: str) -> Encoding:
    """The encoding of the file; `wanted` is what the layout says. Raises SheetRefused if it says something else.

    That each byte fits a wanted encoding, or Windows-1252, is seen only while the text is read.
    """
    with path.open("rb") as file:
        codec, start = unicode_of(file.read(HEAD))
    if codec:
        found = Encoding("utf-16" if codec.startswith("utf-16") else codec, codec, start)
        if wanted not in ("auto", found.name):
            raise SheetRefused(f"The file is in {NAMES[found.name]}, but its profile says {NAMES[wanted]}.")
        return found
    if wanted == "utf-16":
        raise SheetRefused("The file is not in UTF-16, as its profile says.")
    if wanted == "auto":
        wanted = _utf8_or_windows(path)
    return Encoding(wanted, "cp1252" if wanted == "windows-1252" else "utf-8", 0)


def _utf8_or_windows(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(path):
            if not chunk.isascii() or decoder.getstate()[0]:
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        # Both in one file means that one of them would be read wrong, and names would be changed in silence.
        if _has_utf8(path):
            raise SheetRefused(
                "The file mixes UTF-8 and Windows-1252, so its accents cannot be read for certain:"
                " export it again, or name the encoding in the profile."
            ) from None
        return "windows-1252"
    return "utf-8"


def _has_utf8(path: Path) -> bool:
    end = b""
    for chunk in _chunks(path):
        seen = end + chunk
        if MADE_BY_UTF8.search(seen):
            return True
        end = seen[-2:]  # a letter may lie across two chunks
    return False


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
