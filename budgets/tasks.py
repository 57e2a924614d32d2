"""Background work of the ledger. Each task enters its district itself; none counts on the broker keeping a message."""

from celery import shared_task

from balance.tenancy.everywhere import all_districts
from balance.tenancy.scope import district_scope
from budgets.domain.proof import prove_balances


@shared_task
def prove_district(district_id: int) -> None:
    """Proves one district's balances."""
    with district_scope(district_id):
        prove_balances()


@shared_task
def prove_every_district() -> None:
    """Nightly: one task per district, so that one's incident delays no other."""
    for district_id in all_districts(reason="nightly proof of balances"):
        prove_district.delay(district_id)
