"""The addresses of all pages. Norwegian paths; each name stands in the table of `boso.web.permissions`."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, register_converter

from boso.web.addresses import Year
from boso.web.language import choose
from boso.web.public import (
    about,
    annual_reports,
    comparison,
    fact_sheets,
    forms,
    front,
    machines,
    municipalities,
    publications,
    status,
)
from boso.web.work import account as own_account
from boso.web.work import annual, annual_releases, figures, importing, reports, tasks

register_converter(Year, "year")

_public = [
    path("", front.show, name="front"),
    path("kommuner/", municipalities.show_all, name="municipalities"),
    path("kommuner/<slug:slug>/", municipalities.show, name="municipality"),
    path("kommuner/<slug:slug>/rapport/<str:period>/", reports.show, name="report"),
    path("kommuner/<slug:slug>/rapport/<str:period>/<slug:template>/", reports.show, name="report_on_form"),
    path("kommuner/<slug:slug>/rapport/<str:period>/<slug:template>/<str:code>/", figures.show, name="figure"),
    path("kommuner/<slug:slug>/faktaark/<year:year>/", fact_sheets.show, name="fact_sheet"),
    path("kommuner/<slug:slug>/faktaark/<year:year>.<str:kind>", fact_sheets.download, name="fact_sheet_file"),
    path("sammenlign/", comparison.show, name="comparison"),
    path("sammenlign/sammenligning.<str:kind>", comparison.download, name="comparison_file"),
    path("skjema/", forms.show_all, name="forms"),
    path("skjema/<slug:template>/<slug:year>/", forms.show, name="form"),
    path("skjema/<slug:template>/<slug:year>/endringer/", forms.show_changes, name="form_changes"),
    path("status/", status.show, name="status"),
    path("publikasjoner/", publications.show_all, name="publications"),
    path("publikasjoner/feed.atom", publications.feed, name="feed"),
    path("publikasjoner/<slug:slug>/", annual_reports.show, name="publication"),
    path("publikasjoner/<slug:slug>.<str:kind>", annual_reports.download, name="publication_file"),
    path("om/", about.show, name="about"),
    path("om/definisjoner/", about.show_definitions, name="definitions"),
    path("om/tilgjengelighet/", about.show_accessibility, name="accessibility"),
    path("om/personvern/", about.show_privacy, name="privacy"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("favicon.ico", machines.icon, name="icon"),
    path("sprak/", choose, name="language"),
]

_account = [
    path("logg-inn/", account.login, name="account_login"),
    path("logg-inn/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("logg-ut/", account.logout, name="account_logout"),
    path("konto/", own_account.show, name="account"),
    path("konto/stengt/", account.account_inactive, name="account_inactive"),
    path("konto/passord/", account.password_change, name="account_change_password"),
    path("konto/bekreft/", account.reauthenticate, name="account_reauthenticate"),
    path("konto/bekreft/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("konto/totrinn/", mfa.index, name="mfa_index"),
    path("konto/totrinn/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("konto/totrinn/app/fjern/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("konto/totrinn/koder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("konto/totrinn/koder/nye/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("konto/totrinn/koder/fil/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]

_work = [
    path("arbeid/", tasks.show, name="tasks"),
    path("import/", importing.show_all, name="imports"),
    path("import/<int:import_id>/", importing.show, name="import"),
    path("import/<int:import_id>/svar/", importing.answer, name="import_answer"),
    path("import/<int:import_id>/godta/", importing.accept_certain, name="import_accept"),
    path("import/<int:import_id>/bruk/", importing.apply, name="import_apply"),
    path("import/<int:import_id>/forkast/", importing.refuse, name="import_refuse"),
    path("import/<int:import_id>/angre/", importing.undo, name="import_undo"),
]

REPORT = "region/<slug:region>/arsmelding/<int:year>/"
_annual = [
    path("arsmelding/", annual.show_home, name="annual_home"),
    path("region/<slug:region>/arsmelding/", annual.show_all, name="annual_reports"),
    path(REPORT, annual.show, name="annual_report"),
    path(f"{REPORT}kapittel/<slug:code>/", annual.show_chapter, name="annual_chapter"),
    path(f"{REPORT}tekst/<str:slot>/", annual.show_versions, name="annual_versions"),
    path(f"{REPORT}forhandsvisning/", annual_releases.show_preview, name="annual_preview"),
    path(f"{REPORT}forhandsvisning.<str:kind>", annual_releases.download, name="annual_preview_file"),
    path(f"{REPORT}frys/", annual_releases.show_freeze, name="annual_freeze"),
    path(f"{REPORT}utgave/<int:number>/", annual_releases.show_release, name="annual_release"),
    path(f"{REPORT}utgave/<int:number>/publiser/", annual_releases.send_out, name="annual_publish"),
    path(f"{REPORT}utgave/<int:number>/trekk/", annual_releases.take_back, name="annual_withdraw"),
]

urlpatterns = [*_annual, *_public, *_account, *_work]
