"""Days of the week as numbers, Monday 0 to Sunday 6, as Python counts them."""


def monday_to_friday() -> list[int]:
    """A default of a column: in the kernel, for migrations keep a reference to it."""
    return [0, 1, 2, 3, 4]
