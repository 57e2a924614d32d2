"""Whom the demo lets in. Invented people of invented districts; the loader and the banner read the same list."""

# No secret: the banner prints it, and the demo answers on this machine only.
PASSWORD = "look-before-you-buy"
DISTRICTS = ("juniper-bay", "cedar-falls")
# The part of the address before the @, and who that is.
PEOPLE = (
    ("office", "the Budget Office"),
    ("principal", "a principal"),
    ("assistant", "an assistant"),
    ("department", "a department head"),
    ("supervisor", "a supervisor of principals"),
    ("viewer", "somebody who may only look"),
)


def address(part: str, district: str) -> str:
    """`principal@juniper-bay.example`"""
    return f"{part}@{district}.example"
