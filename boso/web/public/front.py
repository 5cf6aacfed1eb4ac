"""The programme at a glance."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest) -> HttpResponse:
    """Goals, who takes part, what is published."""
    return render(request, "web/public/front.html", {})
