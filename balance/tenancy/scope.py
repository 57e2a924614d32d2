"""The scope: which district this code may read and write, for how long.

A scope is a transaction. It sets `balance.district` for that transaction only, which is what the policies of
row-level security read, and a context variable, which is what the ORM's own filter reads. There is no way to be
in two districts at once, and no switch that turns the walls off.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from django.db import connection, transaction

SETTING = "balance.district"
_current: ContextVar[int | None] = ContextVar("balance_district", default=None)


class NoDistrictScope(RuntimeError):
    """A query over a district's table was about to run outside of any district."""


class NestedDistrictScope(RuntimeError):
    """Code inside one district tried to enter another."""


class ForeignDistrict(RuntimeError):
    """An object of another district was about to be written inside this one."""


class HasPk(Protocol):
    pk: int


def current_district_id() -> int | None:
    """The district of the running scope, or None outside of any."""
    return _current.get()


def require_district_id() -> int:
    """The district of the running scope. Raises NoDistrictScope outside of any."""
    district_id = _current.get()
    if district_id is None:
        raise NoDistrictScope("Enter district_scope(...) before you touch a district's data.")
    return district_id


@contextmanager
def district_scope(district: "int | HasPk") -> Iterator[int]:
    """Enter a district for one transaction; yields its id.

    Entering the same district again is a no-op; entering another raises NestedDistrictScope. A response must be
    rendered before the scope ends, for a queryset read afterwards finds no rows.
    """
    district_id = district if isinstance(district, int) else district.pk
    inside = _current.get()
    if inside == district_id:
        yield district_id
        return
    if inside is not None:
        raise NestedDistrictScope(f"Inside district {inside}; leave it before entering {district_id}.")
    # Inside somebody else's transaction (a test's, mostly) a local setting would outlive this block.
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        before = _set(str(district_id))
        token = _current.set(district_id)
        try:
            yield district_id
        finally:
            _current.reset(token)
        # Only where the block will be kept: a rollback to the savepoint restores the former value by itself.
        if not outermost and not connection.needs_rollback:
            _set(before)


def _set(value: str) -> str:
    """Sets the local value and returns the one before ('' where there was none)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(b.v, ''), set_config(%s, %s, true)"
            " from (select current_setting(%s, true) as v offset 0) b",
            [SETTING, value, SETTING],
        )
        row = cursor.fetchone()
    return str(row[0])


@contextmanager
def no_scope() -> Iterator[None]:
    """Step out of the context variable (not of the transaction): for tests and for a task that enters its own."""
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)
