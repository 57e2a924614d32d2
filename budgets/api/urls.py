"""Addresses of the read API, version 1."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from budgets.api.checks import Checks
from budgets.api.entries import EntryList
from budgets.api.help import Help
from budgets.api.lines import BalanceList, LineList
from budgets.api.orders import OrderList, OrderStory
from budgets.api.overview import UnitList
from budgets.api.spending import SpendingOfDays
from budgets.api.units import Needs, UnitHistory

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("d/<slug:slug>/lines/", LineList.as_view(), name="api_lines"),
    path("d/<slug:slug>/balances/", BalanceList.as_view(), name="api_balances"),
    path("d/<slug:slug>/units/", UnitList.as_view(), name="api_units"),
    path("d/<slug:slug>/entries/", EntryList.as_view(), name="api_entries"),
    path("d/<slug:slug>/orders/", OrderList.as_view(), name="api_orders"),
    path("d/<slug:slug>/orders/<path:number>/", OrderStory.as_view(), name="api_order"),
    path("d/<slug:slug>/spending/", SpendingOfDays.as_view(), name="api_spending"),
    path("d/<slug:slug>/needs/", Needs.as_view(), name="api_needs"),
    path("d/<slug:slug>/history/", UnitHistory.as_view(), name="api_history"),
    path("d/<slug:slug>/checks/", Checks.as_view(), name="api_checks"),
    path("d/<slug:slug>/help/", Help.as_view(), name="api_help"),
]
