"""Text that no spreadsheet takes for a formula (OWASP ASVS 1.2.10, CWE-1236; domain 3.4)."""

import re

# A cell that begins with one of these can run, in Excel with an East Asian locale also the wide ones.
RISKY = "=+-@\t\r\n\0＝＋－＠"
_BEGINS = re.compile(rf"\s*[{re.escape(RISKY)}]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
# Where a file is opened with another separator than its own, a cell also begins after that.
_AFTER = re.compile(rf"([;|][\s\"]*)(?=[{re.escape(RISKY)}])")


def plain(text: str) -> str:
    """One line of text, as a page shows it, behind an apostrophe where it could be taken for a formula.

    For text and codes only: a negative amount is a number and needs none.
    """
    shown = _CONTROL.sub(" ", text)
    return f"'{shown}" if _BEGINS.match(text) else shown


def plain_between_separators(text: str) -> str:
    """The same for a file of separated values."""
    return _AFTER.sub(r"\1'", plain(text))
