"""How the figures are made, and what they stand on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boso.web.presenters import about as presenter


def show(request: HttpRequest) -> HttpResponse:
    """Method, kinds of missing, sources, invented data."""
    return render(request, "web/public/about.html", {"kinds": presenter.kinds()})
