"""Every address of Balance. Apps are named by text: the kernel imports none of them."""

from django.urls import include, path

from balance.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("", include("accounts.web.urls")),
    path("", include("budgets.web.urls")),
    path("api/v1/", include("budgets.api.urls")),
]

handler400 = "balance.errors.bad_request"
handler403 = "balance.errors.forbidden"
handler404 = "balance.errors.not_found"
handler500 = "balance.errors.server_error"
