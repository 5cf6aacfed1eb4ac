"""The addresses: all of them, and the pages for what goes wrong, are those of `boso.web`."""

from django.urls import include, path

urlpatterns = [path("", include("boso.web.urls"))]

handler400 = "boso.web.middleware.errors.bad_request"
handler403 = "boso.web.middleware.errors.denied"
handler404 = "boso.web.middleware.errors.not_found"
handler500 = "boso.web.middleware.errors.fault"
