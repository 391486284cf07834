"""Addresses of companies, and of the tenant's own people who work with them."""

from django.urls import path

from ordholden.companies.views import own, staff

urlpatterns = [
    path("company/", own.company, name="company"),
    path("company/about/", own.itself, name="company_itself"),
    path("company/team/", own.team, name="company_team"),
    path("company/team/<uuid:pk>/end/", own.end_colleague, name="end_colleague"),
    path("company/invitations/<uuid:pk>/", own.withdraw, name="withdraw_seat"),
    path("company/seat/<str:token>/", own.invitation, name="seat_invitation"),
    path("desk/companies/", staff.companies, name="companies"),
    path("desk/companies/<uuid:pk>/", staff.customer, name="customer"),
    path("desk/companies/<uuid:pk>/agree/", staff.agree, name="agree"),
    path("desk/companies/<uuid:pk>/invite/", staff.invite, name="invite_to_seat"),
    path("desk/companies/<uuid:pk>/end/", staff.end, name="end_company"),
    path("desk/agreements/<uuid:pk>/end/", staff.end_agreement, name="end_agreement"),
    path("desk/seats/<uuid:pk>/end/", staff.end_seat, name="end_seat"),
    path("desk/seats/invitations/<uuid:pk>/", staff.withdraw, name="withdraw_invited"),
]
