"""Addresses of the read API, version 1."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from budgets.api.lines import BalanceList, LineList

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("d/<slug:slug>/lines/", LineList.as_view(), name="api_lines"),
    path("d/<slug:slug>/balances/", BalanceList.as_view(), name="api_balances"),
]
