"""Addresses of plans and their approval."""

from django.urls import URLPattern, path

from siaga.server.plan.views import approval

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/plans/", approval.plan_list, name="plans"),
    path("o/<slug:slug>/plans/<int:number>/", approval.plan_page, name="plan"),
    path("o/<slug:slug>/plans/<int:number>/check/", approval.check, name="plan-check"),
    path("o/<slug:slug>/plans/<int:number>/return/", approval.send_back, name="plan-return"),
    path("o/<slug:slug>/plans/<int:number>/approve/", approval.approve, name="plan-approve"),
    path("o/<slug:slug>/plans/<int:number>/issue/", approval.issue, name="plan-issue"),
    path("o/<slug:slug>/plans/<int:number>/withdraw/", approval.withdraw, name="plan-withdraw"),
    path("o/<slug:slug>/plans/<int:number>/revise/", approval.revise, name="plan-revise"),
]
