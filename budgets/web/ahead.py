"""Pages that a browser or a mail program fetches before anybody has opened them."""

from django.http import HttpRequest

# What they say: browsers of today, Safari and older ones, and Firefox of old.
HEADERS = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
AHEAD = ("prefetch", "prerender", "preview")


def is_ahead(request: HttpRequest) -> bool:
    """Whether the page is fetched ahead: nobody has looked at it, and perhaps nobody will."""
    said = " ".join(request.headers.get(name, "") for name in HEADERS).lower()
    return any(word in said for word in AHEAD)
