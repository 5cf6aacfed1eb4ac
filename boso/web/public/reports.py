"""Soon."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show_all(request: HttpRequest, **named: object) -> HttpResponse:
    """Soon."""
    return render(request, "web/public/front.html", {})


show = answer = accept_certain = apply = undo = show_all
