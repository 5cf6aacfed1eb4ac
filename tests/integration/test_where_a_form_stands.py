"""After a form that could not be used one is still on its page: its language, its address, what was said of it."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from boso.access.values import Role
from boso.kernel.decisions import Actor
from boso.places import rls
from boso.reporting.actions.questions import answer_question
from boso.reporting.actions.reviewing import ask_back, begin_review
from boso.reporting.queries import get_report
from boso.reporting.queries.editing import get_draft
from boso.reporting.queries.reports import list_reports
from boso.reporting.queries.reviewing import list_questions, number_of_last_event
from boso.reporting.values import ReportRow
from boso.reporting.values.reviewing import Asking
from boso.web.form_pages import parent_of, takes_get
from boso.web.sharing import here_in
from boso.web.urls import urlpatterns
from tests.factories.people import holder, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_of_module")]
NOW = datetime(2014, 3, 10, 9, tzinfo=UTC)
CONTACT = Actor(id="9000007", name="Kontakt Prøvesen")
GRANT = "figure:C1.adaptation_grant"


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.TODAY = NOW.date()


def report(slug: str) -> ReportRow:
    return next(r for r in list_reports(rls.ALL, municipality=slug, year=2013) if not r.historical)


def asked_back(slug: str = "provesund") -> ReportRow:
    own = report(slug)
    who: dict[str, Any] = {"report_id": own.id, "actor": CONTACT, "now": NOW, "within": rls.ALL}
    begin_review(based_on=number_of_last_event(own.id, within=rls.ALL), **who)
    question = Asking(section="C", text="Stemmer tallet?")
    ask_back(questions=[question], based_on=number_of_last_event(own.id, within=rls.ALL), **who)
    return own


def signed_in(role: Role, slug: str = "provesund") -> Client:
    return logged_in(holder(role, municipality=slug))


def languages(answer: Any) -> str:
    """Where the choice of language leads back to."""
    found = re.search(r'<form class="languages".*?name="next" value="([^"]*)"', answer.content.decode(), re.DOTALL)
    assert found
    return found[1]


def here(path: str, referer: str = "", method: str = "POST") -> str:
    request = getattr(RequestFactory(), method.lower())(path, headers={"referer": referer} if referer else {})
    request.resolver_match = resolve(request.path_info)
    return here_in(request)


@pytest.mark.parametrize(
    ("sent", "referer", "page"),
    [
        ("/rapport/3/lever/send/", "", "/rapport/3/lever/"),
        ("/rapport/3/4.1/lagre/", "", "/rapport/3/4.1/"),
        ("/rapport/3/4.1/lagre/", "http://testserver/rapport/3/4.1/?sprak=en", "/rapport/3/4.1/"),
        ("/rapport/3/gjennomgang/spor/", "http://testserver/rapport/3/gjennomgang/spor/", "/rapport/3/gjennomgang/"),
        ("/oppfolging/3/gjort/", "http://testserver/referat/9/", "/referat/9/"),
        ("/oppfolging/3/gjort/", "http://elsewhere.example/referat/9/", "/"),
        ("/oppfolging/3/gjort/", "http://testserver/finnes/ikke/", "/"),
        ("/oppfolging/3/gjort/", "", "/"),
        ("/personer/", "http://testserver/personer/?sted=provevik", "/personer/?sted=provevik"),
        ("/personer/", "", "/personer/"),
    ],
)
def test_an_answer_to_what_was_sent_is_at_the_page_of_its_form(sent: str, referer: str, page: str) -> None:
    assert here(sent, referer) == page


def test_a_page_that_was_opened_is_itself() -> None:
    assert here("/om/?a=1&sprak=nn", "http://testserver/kommuner/", "GET") == "/om/?a=1"


def test_what_a_view_takes_is_known_without_asking_it() -> None:
    """An address without a GET is refused by its own decorator, so that asking each such view does nothing."""
    without = [page for page in urlpatterns if not takes_get(page.callback)]
    assert "report_section_save" in {page.name for page in without}
    for page in without:
        assert page.callback(RequestFactory().get("/")).status_code == 405, page.name


def test_the_language_is_changed_after_a_refusal_and_one_stands_at_the_form() -> None:
    own, leader = report("provesund"), signed_in(Role.PROGRAMME_LEADER)
    refused = leader.post(reverse("supplement_send", args=[own.id]), {"version": "1", "do": "preview"})
    assert refused.status_code == 422
    assert languages(refused) == reverse("supplement", args=[own.id])
    there = leader.post("/sprak/", {"language": "nn", "next": languages(refused)}, follow=True)
    assert there.status_code == 200
    contact = signed_in(Role.PROGRAMME_CONTACT)
    again = contact.post(reverse("review_ask", args=[own.id]), {"based_on": "0"})
    assert languages(again) == reverse("review", args=[own.id])


def test_an_address_that_only_forms_are_sent_to_leads_to_its_page() -> None:
    own, leader = report("provesund"), signed_in(Role.PROGRAMME_LEADER)
    for name in ("supplement_send", "workbook_upload", "review_deliver", "deliver_send"):
        sent_to = reverse(name, args=[own.id])
        answer = leader.get(sent_to)
        assert (answer.status_code, answer["Location"]) == (302, parent_of(sent_to))
        assert leader.get(answer["Location"]).status_code == 200
        assert leader.put(sent_to).status_code == 405, "a machine is told"
    asked = leader.get(reverse("review_ask", args=[own.id]))
    assert asked.status_code == 403, "whoever may not send is led nowhere"


def test_an_answer_that_was_stored_beside_a_conflict_leaves_its_box_empty() -> None:
    own = asked_back()
    leader = signed_in(Role.PROGRAMME_LEADER)
    save = reverse("report_section_save", args=[own.id, "C"])
    number = next(q.number for q in list_questions(rls.ALL, reports=[own.id]) if q.section == "C")
    seen = get_draft(own.id, within=rls.ALL).at(GRANT).content.mark
    assert leader.post(save, {GRANT: "41", f"{GRANT}!seen": seen}).status_code == 302
    sent = {GRANT: "42", f"{GRANT}!seen": seen, f"say:{number}": "Ja, den stemmer.", "do": f"reply:{number}"}
    page = leader.post(save, sent)
    assert page.status_code == 409
    html = page.content.decode()
    assert "Svaret er lagret." in html
    assert f'name="say:{number}" rows="2" maxlength="4000"></textarea>' in html
    without = leader.post(save, {**sent, "do": "save"}).content.decode()
    assert 'maxlength="4000">Ja, den stemmer.</textarea>' in without, "what no button stored stands"


def test_delivering_again_says_which_version_went() -> None:
    own = asked_back()
    leader = signed_in(Role.PROGRAMME_LEADER)
    number = next(q.number for q in list_questions(rls.ALL, reports=[own.id]) if q.section == "C")
    who: dict[str, Any] = {"report_id": own.id, "actor": CONTACT, "now": NOW, "within": rls.ALL}
    answer_question(number=number, text="Ja.", **who)
    based_on = str(number_of_last_event(own.id, within=rls.ALL))
    page = leader.post(reverse("review_deliver", args=[own.id]), {"based_on": based_on}, follow=True)
    assert get_report(own.id, within=rls.ALL).version == 2
    assert "Sendt. Versjon 2 er levert." in page.content.decode()


@pytest.mark.parametrize(
    ("sent", "field", "says"),
    [
        ({"text:B": "Hva?", "due:B": "31.06.2014"}, "due-B", "«31.06.2014» er ikke en dag."),
        ({"text:B": "Hva?", "due:B": "01.03.2014"}, "due-B", "Velg en dag som ikke er passert."),
        ({"due:B": "01.04.2014"}, "text-B", "Skriv spørsmålet ved"),
    ],
)
def test_a_refused_day_of_a_question_is_told_at_its_field(sent: dict[str, str], field: str, says: str) -> None:
    own, contact = asked_back(), signed_in(Role.PROGRAMME_CONTACT)
    based_on = str(number_of_last_event(own.id, within=rls.ALL))
    answer = contact.post(reverse("review_ask", args=[own.id]), {**sent, "based_on": based_on})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert f'href="#{field}">Gå til feltet</a>' in html
    assert f'aria-invalid="true" aria-describedby="{field}-e"' in html
    assert re.search(rf'id="{field}-e">{re.escape(says)}', html)
    assert html.count('aria-invalid="true"') == 1


def test_versions_without_differences_say_so_once() -> None:
    own = asked_back()
    page = signed_in(Role.PROGRAMME_LEADER).get(reverse("versions", args=[own.id])).content.decode()
    assert page.count("Ingen forskjeller.") == 1
