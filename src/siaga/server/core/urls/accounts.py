"""Addresses of signing in and of one's own account."""

from django.urls import URLPattern, path

from siaga.server.core.views import account, invitation, language, oidc, sign_in

urlpatterns: list[URLPattern] = [
    path("language/", language.switch, name="language"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in.code, name="sign-in-code"),
    path("sign-in/enrol/", sign_in.enrol, name="sign-in-enrol"),
    path("sign-in/agency/", oidc.start, name="oidc-start"),
    path("sign-in/agency/callback/", oidc.callback, name="oidc-callback"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("second-factor.svg", sign_in.qr, name="second-factor-qr"),
    path("invitation/<uuid:who>/<str:token>/", invitation.invitation, name="invitation"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="account-password"),
    path("account/second-factor/", account.enrol, name="account-second-factor"),
    path(
        "account/second-factor/remove/",
        account.remove_second_factor,
        name="account-second-factor-remove",
    ),
    path("account/recovery-codes/", account.recovery_codes, name="account-recovery-codes"),
    path("account/sessions/end/", account.end_sessions, name="account-sessions-end"),
    path("account/confirm/", account.confirm, name="confirm"),
    path("account/agency/", oidc.link, name="account-agency"),
    path("account/agency/remove/", oidc.unlink, name="account-agency-remove"),
]
