"""Numbers of things in words: 1 row, 2 rows, 1,000 entries."""


def count_of(number: int, one: str, many: str = "") -> str:
    """`many` where an s is not enough."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
