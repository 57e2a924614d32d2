"""Where a load can be stopped without its help: a lock is held that it must wait for just there, or it is frozen.

A stage is entered with what starts a load in each district. It yields the loads, which stand there then, and is left
when they have been killed.
"""

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager

from django.db import connections, transaction

from budgets.domain.locks import LEDGER
from tests.faults.loading import Loading

BALANCES = 7301  # the lock of the triggers that keep balances
AUDIT = "lock table accounts_auditevent in share mode"
# Keys to the district are looked at when a transaction is committed, and that look needs the row.
DISTRICT = "select 1 from accounts_district where id = %(district)s for update"
ADVISORY = "select pg_advisory_xact_lock({}, %(district)s)"

Start = Callable[[], Loading]
Stage = Callable[[Mapping[int, Start]], AbstractContextManager[list[Loading]]]


@contextmanager
def held(lock: str, district: int) -> Iterator[None]:
    """Another session holds this lock."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(lock, {"district": district})
        yield


def _at(lock: str, does: str) -> Stage:
    """Each load waits for the lock of its district while it `does` this."""

    @contextmanager
    def stage(starts: Mapping[int, Start]) -> Iterator[list[Loading]]:
        with ExitStack() as locks:
            for district in starts:
                locks.enter_context(held(lock, district))
            loadings = [start() for start in starts.values()]
            for loading in loadings:
                loading.wait_until_it(f"active Lock {does}")
            yield loadings

    return stage


@contextmanager
def _while_rows_are_copied(starts: Mapping[int, Start]) -> Iterator[list[Loading]]:
    loadings = []
    for start in starts.values():
        loadings.append(start())
        loadings[-1].wait_until_it('active Client copy "staged"')
        loadings[-1].signal(signal.SIGSTOP)
        assert loadings[-1].session()[1].startswith('active Client copy "staged"')
    yield loadings
    for loading in loadings:
        loading.signal(signal.SIGCONT)


@contextmanager
def _when_committed(starts: Mapping[int, Start]) -> Iterator[list[Loading]]:
    """Frozen while they wait to commit: then the commit happens, and they do not hear of it."""
    with BEFORE_COMMIT(starts) as loadings:
        for loading in loadings:
            loading.signal(signal.SIGSTOP)
    for loading in loadings:
        loading.wait_until_it("idle Client COMMIT")
    yield loadings
    for loading in loadings:
        loading.signal(signal.SIGCONT)


BEFORE_COMMIT = _at(DISTRICT, "COMMIT")
STAGES: dict[str, Stage] = {
    "rows are copied": _while_rows_are_copied,
    "all rows are staged": _at(ADVISORY.format(LEDGER), "select pg_advisory_xact_lock"),
    "old rows are superseded": _at(ADVISORY.format(BALANCES), "\nupdate budgets_transaction"),
    "the load is put on record": _at(AUDIT, 'INSERT INTO "accounts_auditevent"'),
    "it commits": BEFORE_COMMIT,
    "it has committed": _when_committed,
}
