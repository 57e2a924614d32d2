"""Is the process alive, and can it do its work? Two questions for a load balancer, with two answers."""

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse


def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers; asks nothing of the database."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers and every migration has run; else 503 naming which of the two fails."""
    checks = {"database": "ok", "migrations": "ok"}
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            checks["migrations"] = "some have not run"
    except DatabaseError:
        checks = {"database": "does not answer", "migrations": "unknown"}
    ready = all(value == "ok" for value in checks.values())
    return JsonResponse({"status": "ok" if ready else "not ready", **checks}, status=200 if ready else 503)
