"""Vendors: found or added, many at once."""

from collections.abc import Iterable

from budgets.models import Vendor


def ensure_vendors(vendors: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Ids by (number, name); missing ones are added. Both together: a number alone names other people by year."""
    wanted = set(vendors)
    Vendor.objects.bulk_create(
        [Vendor(number=number, name=name) for number, name in sorted(wanted)], ignore_conflicts=True, batch_size=5000
    )
    numbers = {number for number, _ in wanted}
    found = Vendor.objects.filter(number__in=numbers).values_list("number", "name", "pk")
    return {(number, name): pk for number, name, pk in found if (number, name) in wanted}
