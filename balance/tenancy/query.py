"""The ORM's wall: every SQL statement over a district's table names the district, or is never compiled.

The district is added when SQL is compiled, not when a queryset is built: a form field's queryset made at import
must neither fail nor stay bound to whatever district was current then.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import sql
from django.db.models.lookups import Exact
from django.db.models.sql.where import AND

from balance.tenancy.scope import ForeignDistrict, require_district_id


class _OwnedMixin:
    """Adds `district_id = <scope>` to the WHERE of whatever statement is being compiled."""

    def get_compiler(self, using: str | None = None, connection: Any = None, elide_empty: bool = True) -> Any:
        query: Any = self.clone()  # type: ignore[attr-defined]
        field = query.get_meta().get_field("district")
        condition = Exact(field.get_col(_first_alias(query)), require_district_id())
        query.where = type(query.where)([query.where, condition], AND)
        return super(_OwnedMixin, query).get_compiler(using, connection, elide_empty)  # type: ignore[misc]

    def chain(self, klass: type | None = None) -> Any:
        # Django turns a SELECT into an UPDATE or DELETE by changing its class, which would drop this wall.
        return super().chain(_OWNED.get(klass, klass))  # type: ignore[misc]


def _first_alias(query: Any) -> str:
    """The table that the statement starts from: Django trims the first ones off the subquery of an `exclude` over a
    relation, and every table that is left there belongs to a district too."""
    used = (alias for alias in query.alias_map if query.alias_refcount[alias])
    return next(used, None) or str(query.get_initial_alias())


class OwnedQuery(_OwnedMixin, sql.Query):
    pass


class OwnedUpdateQuery(_OwnedMixin, sql.UpdateQuery):
    pass


class OwnedDeleteQuery(_OwnedMixin, sql.DeleteQuery):
    pass


_OWNED: dict[type | None, type] = {sql.UpdateQuery: OwnedUpdateQuery, sql.DeleteQuery: OwnedDeleteQuery}


class OwnedQuerySet(models.QuerySet[Any]):
    """A queryset whose every statement stays inside the district scope, reads and writes alike."""

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query if query is not None else OwnedQuery(model), using, hints)

    def _raw_delete(self, using: str | None) -> int:
        query: Any = self.query.chain(OwnedDeleteQuery)
        # None: the condition can fit no row (an empty list), so no statement was sent.
        return int(query.get_compiler(using).execute_sql("row count") or 0)

    def _insert(self, objs: Iterable[Any], fields: Any, *args: Any, **kwargs: Any) -> Any:
        objs = list(objs)
        claim(objs)
        return super()._insert(objs, fields, *args, **kwargs)  # type: ignore[misc]


def claim(objs: Iterable[Any]) -> None:
    """Gives objects without a district the one of the scope; raises ForeignDistrict for another's."""
    district_id = require_district_id()
    for obj in objs:
        if obj.district_id is None:
            obj.district_id = district_id
        elif obj.district_id != district_id:
            raise ForeignDistrict(f"{type(obj).__name__} belongs to district {obj.district_id}, not {district_id}.")


OwnedManager = models.Manager.from_queryset(OwnedQuerySet)
