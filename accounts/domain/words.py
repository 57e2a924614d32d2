"""Text that a person types: names, titles, notes."""

import unicodedata

from django.core.exceptions import ValidationError


def words(value: str, *, limit: int, blank: bool = False) -> str:
    """`value` on one line without blanks around it. Raises ValidationError when it is empty, longer than `limit`
    characters, or holds what cannot be read or stored (control characters, half a surrogate pair)."""
    text = value.strip()
    if not text and not blank:
        raise ValidationError("is empty")
    if len(text) > limit:
        raise ValidationError(f"has {len(text)} characters; {limit} fit")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise ValidationError("holds a control character")
    return text
