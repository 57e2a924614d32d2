"""Addresses of sign-in and of a person's own choices.

allauth's own list is not used as a whole: nobody manages e-mail addresses here, the district does.
"""

from allauth.account import views
from django.urls import include, path, re_path

from accounts.web import demo
from accounts.web.appearance import appearance
from accounts.web.sign_in import RequestCodeView, SignInView
from balance.env import DEMO

sign_in = [
    path("login/", SignInView.as_view(), name="account_login"),
    path("login/code/", RequestCodeView.as_view(), name="account_request_login_code"),
    path("login/code/confirm/", views.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    # Closed; it says whom to ask.
    path("signup/", views.signup, name="account_signup"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]

demo_only = [
    path("demo/sign-in/", demo.demo_sign_in, name="demo_sign_in"),
    path("demo/mail/", demo.demo_mail, name="demo_mail"),
    path("demo/mail/<str:name>", demo.demo_letter, name="demo_letter"),
]

urlpatterns = [
    path("appearance/", appearance, name="appearance"),
    path("accounts/", include(sign_in)),
    *(demo_only if DEMO else []),
]
