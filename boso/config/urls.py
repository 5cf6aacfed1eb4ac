"""The addresses: all of them, and the pages for what goes wrong, are those of `boso.web`."""

from boso.web import urls as pages

urlpatterns = pages.urlpatterns
handler400 = pages.handler400
handler403 = pages.handler403
handler404 = pages.handler404
handler500 = pages.handler500
