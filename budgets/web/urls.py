"""Addresses of the ledger's pages."""

from django.urls import path

from budgets.choices import UnitKind
from budgets.web.pages import HomeView, LineView, UnitView, start

urlpatterns = [
    path("", start, name="start"),
    path("d/<slug:slug>/", HomeView.as_view(), name="district_home"),
    path("d/<slug:slug>/sites/<str:code>/", UnitView.as_view(kind=UnitKind.SITE), name="site"),
    path("d/<slug:slug>/departments/<str:code>/", UnitView.as_view(kind=UnitKind.DEPARTMENT), name="department"),
    # A code may hold anything but what ends it: a slash inside one arrives percent-encoded and decoded.
    path("d/<slug:slug>/lines/<path:code>/", LineView.as_view(), name="line"),
]
