"""What became of a load that broke off: a server may have committed it, and nobody heard of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, InterfaceError, OperationalError, connection

from balance.tenancy.scope import district_scope
from budgets.domain.imports.request import Outcome
from budgets.domain.locks import lock_ledger
from budgets.models import Import

BROKEN = (OperationalError, InterfaceError)
# Another load of the district may run: then the question stays open.
PATIENCE = "set local lock_timeout = '10s'"


@contextmanager
def asked_again(district_id: int) -> Iterator[None]:
    """In the district, with a new connection where the old one may have broken. Raises django.db.Error if that fails.

    Under the ledger's lock: a server side that still commits holds it, so that nothing comes after the answer.
    """
    ours = not connection.in_atomic_block
    if ours:
        connection.close()
    with district_scope(district_id):
        if ours:
            with connection.cursor() as cursor:
                cursor.execute(PATIENCE)
        lock_ledger()
        yield


def is_named(sha256: str) -> bool:
    """Whether a load of the district, withdrawn or not, is of a file with this hash."""
    return Import.objects.filter(files__contains=[{"sha256": sha256}]).exists()


@contextmanager
def breaks_are_told(outcome: Outcome, district_id: int) -> Iterator[None]:
    """A load that the database breaks off says so in its outcome, and what became of it.

    Inside a transaction of the caller nothing can be known before that ends: there the error goes on.
    """
    within = connection.in_atomic_block
    try:
        yield
    except BROKEN as error:
        if within:
            raise
        _tell(outcome, error, district_id)


def why(error: Error) -> str:
    """In one line what the database said last."""
    first, *_ = str(error).strip().splitlines() or ["it did not say why"]
    return f"The database broke off: {first.rstrip('.')}."


def _tell(outcome: Outcome, error: Error, district_id: int) -> None:
    published = _is_published(outcome, district_id)
    if published:
        outcome.warnings.append("The connection to the database broke after the load was published.")
        return
    outcome.nothing_was_done()
    outcome.broke_off, outcome.is_unsure = True, published is None
    outcome.problems.add(why(error))


def _is_published(outcome: Outcome, district_id: int) -> bool | None:
    """None where the ledger cannot be asked."""
    if not outcome.was_sent or outcome.batch is None:
        return False
    try:
        with asked_again(district_id):
            return Import.objects.filter(pk=outcome.batch).exists()
    except Error:
        return None
