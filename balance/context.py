"""What every template may use."""

from django.http import HttpRequest

from balance.env import DEMO


def site(request: HttpRequest) -> dict[str, object]:
    """`demo`: whether this is demo mode."""
    return {"demo": DEMO}
