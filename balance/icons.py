"""Icons drawn inside pages: no request, in the colour of the text around them, fine under the content policy."""

import re
from pathlib import Path

from django.utils.safestring import SafeString

_SYMBOL = re.compile(r'<symbol id="([a-z0-9-]+)"[^>]*>(.+)</symbol>')
_ICONS = {
    name: SafeString(f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{shape}</svg>')
    for name, shape in _SYMBOL.findall((Path(__file__).parent / "lucide.svg").read_text())
}

NAMES = frozenset(_ICONS)


class UnknownIcon(LookupError):
    """An icon was asked for that `balance/lucide.svg` does not hold."""


def icon(name: str) -> SafeString:
    """One icon, hidden from screen readers because words always stand beside it. `name` is Lucide's.

    Raises UnknownIcon.
    """
    try:
        return _ICONS[name]
    except KeyError:
        raise UnknownIcon(f"There is no icon named {name!r}; balance/lucide.svg lists them.") from None
