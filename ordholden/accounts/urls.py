"""Addresses of signing in. django-allauth's views under our own paths; its sign-up is not here."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from ordholden.accounts import views
from ordholden.accounts.dressing import ours

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/sign-ins/", views.sign_ins, name="sign_ins"),
    path("account/sign-ins/elsewhere/", views.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("account/sign-ins/<uuid:pk>/", views.sign_out_there, name="sign_out_there"),
    path("account/invitation/<str:token>/", views.invitation, name="invitation"),
    path("account/second-factor/", views.second_factor_needed, name="second_factor_needed"),
    path("account/staff/", views.staff, name="staff"),
    path("account/staff/<uuid:pk>/", views.end_membership, name="end_membership"),
    path("account/invitations/<uuid:pk>/", views.withdraw_invitation, name="withdraw_invitation"),
    # signing in and out
    path("account/sign-in/", ours(account.login), name="account_login"),
    path(
        "account/sign-in/code/", ours(account.request_login_code), name="account_request_login_code"
    ),
    path(
        "account/sign-in/code/confirm/",
        ours(account.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path("account/sign-in/passkey/", ours(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("account/sign-in/second-step/", ours(mfa.authenticate), name="mfa_authenticate"),
    path("account/sign-out/", ours(account.logout), name="account_logout"),
    path("account/closed/", ours(account.account_inactive), name="account_inactive"),
    path("account/sign-up/", views.sign_up, name="account_signup"),
    # once more, before something important
    path("account/again/password/", ours(account.reauthenticate), name="account_reauthenticate"),
    path("account/again/code/", ours(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "account/again/passkey/",
        ours(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    # address and password
    path("account/address/", ours(account.email), name="account_email"),
    path(
        "account/address/sent/",
        ours(account.email_verification_sent),
        name="account_email_verification_sent",
    ),
    re_path(
        r"^account/address/confirm/(?P<key>[-:\w]+)/$",
        ours(account.confirm_email),
        name="account_confirm_email",
    ),
    path("account/password/change/", ours(account.password_change), name="account_change_password"),
    path("account/password/set/", ours(account.password_set), name="account_set_password"),
    path("account/password/reset/", ours(account.password_reset), name="account_reset_password"),
    path(
        "account/password/reset/sent/",
        ours(account.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "account/password/reset/done/",
        ours(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        ours(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    # second factors
    path("account/factors/", ours(mfa.index), name="mfa_index"),
    path("account/factors/app/add/", ours(totp.activate_totp), name="mfa_activate_totp"),
    path("account/factors/app/remove/", ours(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/factors/passkeys/", ours(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("account/factors/passkeys/add/", ours(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        "account/factors/passkeys/<int:pk>/remove/",
        ours(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/factors/passkeys/<int:pk>/", ours(webauthn.edit_webauthn), name="mfa_edit_webauthn"
    ),
    path(
        "account/factors/codes/", ours(recovery.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "account/factors/codes/make/",
        ours(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
