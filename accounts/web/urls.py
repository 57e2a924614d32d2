"""Addresses of sign-in and of a person's own choices."""

from django.urls import path

from accounts.web.appearance import appearance

urlpatterns = [
    path("appearance/", appearance, name="appearance"),
]
