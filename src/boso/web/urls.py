"""The addresses of all pages. Norwegian paths; each name stands in the table of `boso.web.permissions`."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, register_converter

from boso.reporting.rules.signing import Act
from boso.web.addresses import Year
from boso.web.language import choose
from boso.web.public import (
    about,
    annual_reports,
    comparison,
    fact_sheets,
    federated,
    forms,
    front,
    guides,
    invitation,
    machines,
    municipalities,
    publications,
    status,
)
from boso.web.work import account as own_account
from boso.web.work import (
    annual,
    annual_releases,
    annual_texts,
    calendar,
    delivery,
    figures,
    handover,
    importing,
    log,
    notices,
    people,
    reports,
    review,
    review_publishing,
    rounds,
    tasks,
)
from boso.web.work.report import answer, field, printing, section, task_list
from boso.web.work.report import files as report_files

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
    path("hjelp/", guides.show, name="help"),
    path("hjelp/<slug:slug>/", guides.show_guide, name="guide"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("favicon.ico", machines.icon, name="icon"),
    path("sprak/", choose, name="language"),
]

_account = [
    path("logg-inn/", federated.log_in, name="account_login"),
    path("logg-inn/med/<slug:provider_id>/", federated.begin, name="openid_connect_login"),
    path("logg-inn/med/<slug:provider_id>/svar/", federated.come_back, name="openid_connect_callback"),
    path("logg-inn/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("logg-ut/", federated.log_out, name="account_logout"),
    path("invitasjon/<str:secret>/", invitation.show, name="invitation"),
    path("konto/", own_account.show, name="account"),
    path("konto/stengt/", account.account_inactive, name="account_inactive"),
    path("konto/innlogging/<int:binding_id>/fjern/", own_account.unbind, name="account_unbind"),
    path("konto/passord/", federated.change_password, name="account_change_password"),
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
    path("arbeid/varsler/lest/", notices.read, name="notices_read"),
    path("konto/varsler/", notices.rhythm, name="notices"),
    path("arbeid/omvisning/slutt/", guides.end_tour, name="tour_end"),
    path("arbeid/omvisning/igjen/", guides.begin_tour, name="tour_begin"),
    path("rapport/<int:report_id>/", task_list.show, name="report_work"),
    path("rapport/<int:report_id>/felt/", field.save, name="report_field"),
    path("rapport/<int:report_id>/her/", field.present, name="report_presence"),
    path("rapport/<int:report_id>/kontroll/", field.checks, name="report_checks"),
    path("rapport/<int:report_id>/svar/", answer.show, name="report_answer"),
    path("rapport/<int:report_id>/svar/snakk/", answer.talk, name="report_talk"),
    path("rapport/<int:report_id>/svar/gjenopprett/", answer.restore, name="report_restore"),
    path("rapport/<int:report_id>/fil/<int:file_id>/", report_files.download, name="report_file"),
    path("rapport/<int:report_id>/utskrift/", printing.show, name="report_print"),
    path("arbeid/kalender.ics", calendar.download, name="calendar"),
    path("rapport/<int:report_id>/lever/", delivery.show, name="deliver"),
    path("rapport/<int:report_id>/lever/klar/", delivery.step(Act.MARK_READY), name="deliver_ready"),
    path("rapport/<int:report_id>/lever/godkjenn/", delivery.step(Act.APPROVE), name="deliver_approve"),
    path("rapport/<int:report_id>/lever/avvis/", delivery.step(Act.DECLINE), name="deliver_decline"),
    path("rapport/<int:report_id>/lever/apne/", delivery.step(Act.REOPEN), name="deliver_reopen"),
    path("rapport/<int:report_id>/lever/trekk/", delivery.step(Act.WITHDRAW), name="deliver_withdraw"),
    path("rapport/<int:report_id>/lever/send/", delivery.send, name="deliver_send"),
    path("rapport/<int:report_id>/lever/ingenting/", delivery.nothing, name="deliver_nothing"),
    path("rapport/<int:report_id>/lever/styringsgruppe/", delivery.steering, name="deliver_steering"),
    path("rapport/<int:report_id>/lever/grunn/", delivery.reason, name="deliver_reason"),
    path("rapport/<int:report_id>/gjennomgang/", review.show, name="review"),
    path("rapport/<int:report_id>/gjennomgang/begynn/", review.begin, name="review_begin"),
    path("rapport/<int:report_id>/gjennomgang/spor/", review.ask, name="review_ask"),
    path("rapport/<int:report_id>/gjennomgang/si/", review.remark, name="review_remark"),
    path("rapport/<int:report_id>/gjennomgang/svar/", review.answer, name="review_answer"),
    path("rapport/<int:report_id>/gjennomgang/lever/", review.deliver, name="review_deliver"),
    path("rapport/<int:report_id>/gjennomgang/godta/", review.take, name="review_accept"),
    path("rapport/<int:report_id>/gjennomgang/publiser/", review_publishing.show, name="review_publish"),
    path("rapport/<int:report_id>/gjennomgang/trekk/", review.take_back, name="review_unpublish"),
    path("rapport/<int:report_id>/kvittering/", delivery.receipt, name="receipt"),
    path("rapport/<int:report_id>/kvittering.pdf", delivery.receipt_file, name="receipt_file"),
    path("region/", rounds.overview, name="region"),
    path("region/runder/", rounds.show_all, name="rounds"),
    path("region/runder/<int:round_id>/", rounds.show, name="round"),
    path("region/runder/<int:round_id>/datoer/", rounds.dates, name="round_dates"),
    path("region/runder/<int:round_id>/utsettelse/", rounds.more_time, name="round_extend"),
    path("region/runder/<int:round_id>/fritak/", rounds.let_off, name="round_excuse"),
    path("region/runder/<int:round_id>/pamin/", rounds.remind, name="round_remind"),
    path("region/runder/<int:round_id>/inviter/", rounds.ask_more, name="round_invite"),
    path("personer/", people.show, name="people"),
    path("personer/inviter/", people.invite, name="people_invite"),
    path("personer/knytt/", people.enrol, name="people_enrol"),
    path("personer/invitasjon/<int:invitation_id>/trekk/", people.withdraw, name="people_withdraw"),
    path("personer/rolle/<int:membership_id>/avslutt/", people.end, name="people_end"),
    path("personer/<int:account_id>/totrinn/", people.ask_reset, name="people_ask_reset"),
    path("personer/totrinn/<int:reset_id>/", people.answer_reset, name="people_answer_reset"),
    path("overlevering/<slug:slug>/", handover.show, name="handover"),
    path("logg/", log.show, name="log"),
    path("logg/fil.csv", log.download, name="log_file"),
    path("import/", importing.show_all, name="imports"),
    path("import/<int:import_id>/", importing.show, name="import"),
    path("import/<int:import_id>/svar/", importing.answer, name="import_answer"),
    path("import/<int:import_id>/godta/", importing.accept_certain, name="import_accept"),
    path("import/<int:import_id>/bruk/", importing.apply, name="import_apply"),
    path("import/<int:import_id>/forkast/", importing.refuse, name="import_refuse"),
    path("import/<int:import_id>/angre/", importing.undo, name="import_undo"),
]

# Any code of a section may follow the report's number, so these come after all other pages of a report.
_sections = [
    path("rapport/<int:report_id>/<str:section>/", section.show, name="report_section"),
    path("rapport/<int:report_id>/<str:section>/lagre/", section.save, name="report_section_save"),
]

REPORT = "region/<slug:region>/arsmelding/<int:year>/"
_annual = [
    path("arsmelding/", annual.show_home, name="annual_home"),
    path("region/<slug:region>/arsmelding/", annual.show_all, name="annual_reports"),
    path(REPORT, annual.show, name="annual_report"),
    path(f"{REPORT}kapittel/<slug:code>/", annual.show_chapter, name="annual_chapter"),
    path(f"{REPORT}tekst/<str:slot>/", annual.show_versions, name="annual_versions"),
    path(f"{REPORT}temaer/", annual_texts.show_tagging, name="annual_tagging"),
    path(f"{REPORT}svar/", annual_texts.show_texts, name="annual_texts"),
    path(f"{REPORT}forhandsvisning/", annual_releases.show_preview, name="annual_preview"),
    path(f"{REPORT}forhandsvisning.<str:kind>", annual_releases.download, name="annual_preview_file"),
    path(f"{REPORT}frys/", annual_releases.show_freeze, name="annual_freeze"),
    path(f"{REPORT}utgave/<int:number>/", annual_releases.show_release, name="annual_release"),
    path(f"{REPORT}utgave/<int:number>/publiser/", annual_releases.send_out, name="annual_publish"),
    path(f"{REPORT}utgave/<int:number>/trekk/", annual_releases.take_back, name="annual_withdraw"),
]

urlpatterns = [*_annual, *_public, *_account, *_work, *_sections]
