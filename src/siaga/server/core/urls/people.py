"""Addresses of people and roles, and of the installation."""

from django.urls import URLPattern, path

from siaga.server.core.views import installation, people

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/people/", people.people, name="people"),
    path("o/<slug:slug>/people/invite/", people.invite, name="people-invite"),
    path("o/<slug:slug>/people/<uuid:who>/", people.person, name="person"),
    path("o/<slug:slug>/people/<uuid:who>/<slug:step>/", people.help_person, name="person-help"),
    path("o/<slug:slug>/roles/<int:membership>/", people.change_role, name="role-change"),
    path("o/<slug:slug>/roles/<int:membership>/end/", people.end_role, name="role-end"),
    path("installation/", installation.installation, name="installation"),
    path("installation/agency/", installation.new_agency, name="installation-agency"),
    path("installation/operation/", installation.new_operation, name="installation-operation"),
    path("installation/people/", installation.everybody, name="installation-people"),
    path("installation/invite/", installation.invite, name="installation-invite"),
    path("installation/people/<uuid:who>/", installation.person, name="installation-person"),
    path("installation/people/<uuid:who>/erase/", installation.erase, name="installation-erase"),
    path(
        "installation/people/<uuid:who>/<slug:step>/",
        installation.help_person,
        name="installation-person-help",
    ),
    path(
        "installation/roles/<int:membership>/end/",
        installation.end_role,
        name="installation-role-end",
    ),
]
