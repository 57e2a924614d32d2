"""Addresses of the ledger's pages."""

from django.urls import path

from budgets.choices import UnitKind
from budgets.web.checks import AskView, CheckView
from budgets.web.compare import CompareView
from budgets.web.find import FindView
from budgets.web.guides import GuideView
from budgets.web.help import HelpView
from budgets.web.history import HistoryView
from budgets.web.orders import OrdersView, OrderView
from budgets.web.pages import LineView, SummaryView, UnitView, start
from budgets.web.right import RightView
from budgets.web.spending import SpendingView
from budgets.web.units import HomeView
from budgets.web.visit import VisitView

urlpatterns = [
    path("", start, name="start"),
    path("d/<slug:slug>/", HomeView.as_view(), name="district_home"),
    path("d/<slug:slug>/sites/<str:code>/", UnitView.as_view(kind=UnitKind.SITE), name="site"),
    path("d/<slug:slug>/departments/<str:code>/", UnitView.as_view(kind=UnitKind.DEPARTMENT), name="department"),
    path("d/<slug:slug>/compare/", CompareView.as_view(), name="compare"),
    path("d/<slug:slug>/find/", FindView.as_view(), name="find"),
    path("d/<slug:slug>/orders/", OrdersView.as_view(), name="orders"),
    path("d/<slug:slug>/orders/<path:number>/", OrderView.as_view(), name="order"),
    path("d/<slug:slug>/spending/", SpendingView.as_view(), name="spending"),
    path("d/<slug:slug>/help/", HelpView.as_view(), name="help"),
    path("d/<slug:slug>/help/<slug:name>/", GuideView.as_view(), name="help_guide"),
    path("d/<slug:slug>/visit/", VisitView.as_view(), name="visit"),
    path("d/<slug:slug>/sites/<str:code>/summary/", SummaryView.as_view(kind=UnitKind.SITE), name="site_summary"),
    path(
        "d/<slug:slug>/departments/<str:code>/summary/",
        SummaryView.as_view(kind=UnitKind.DEPARTMENT),
        name="department_summary",
    ),
    path("d/<slug:slug>/sites/<str:code>/history/", HistoryView.as_view(kind=UnitKind.SITE), name="site_history"),
    path(
        "d/<slug:slug>/departments/<str:code>/history/",
        HistoryView.as_view(kind=UnitKind.DEPARTMENT),
        name="department_history",
    ),
    path("d/<slug:slug>/sites/<str:code>/right/", RightView.as_view(kind=UnitKind.SITE), name="site_right"),
    path(
        "d/<slug:slug>/departments/<str:code>/right/",
        RightView.as_view(kind=UnitKind.DEPARTMENT),
        name="department_right",
    ),
    path("d/<slug:slug>/sites/<str:code>/check/", CheckView.as_view(kind=UnitKind.SITE), name="site_check"),
    path(
        "d/<slug:slug>/departments/<str:code>/check/",
        CheckView.as_view(kind=UnitKind.DEPARTMENT),
        name="department_check",
    ),
    path("d/<slug:slug>/sites/<str:code>/ask/", AskView.as_view(kind=UnitKind.SITE), name="site_ask"),
    path("d/<slug:slug>/departments/<str:code>/ask/", AskView.as_view(kind=UnitKind.DEPARTMENT), name="department_ask"),
    # A code may hold anything but what ends it: a slash inside one arrives percent-encoded and decoded.
    path("d/<slug:slug>/lines/<path:code>/", LineView.as_view(), name="line"),
]
