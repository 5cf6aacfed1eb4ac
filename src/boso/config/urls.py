"""The addresses: all of them, and the pages for what goes wrong, are those of `boso.web`."""

from boso.web import urls

urlpatterns = urls.urlpatterns

handler400 = "boso.web.middleware.errors.bad_request"
handler403 = "boso.web.middleware.errors.denied"
handler404 = "boso.web.middleware.errors.not_found"
handler500 = "boso.web.middleware.errors.fault"
