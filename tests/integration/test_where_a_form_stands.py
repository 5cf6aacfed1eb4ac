"""After a form that could not be used one is still on its page: its language, its address, what was said of it."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from boso.access.queries import get_account
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


class Languages(HTMLParser):
    """The choice of language on a page: where it is sent to, and with what."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.inside, self.address, self.button = False, "", ""
        self.fields: list[tuple[str, str]] = []
        self.feed(answer.content.decode())

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        told = dict(attrs)
        if tag == "form":
            self.inside = told.get("class") == "languages"
            self.address = told["action"] if self.inside else self.address
        elif self.inside and tag == "input" and told["name"] != "csrfmiddlewaretoken":
            self.fields.append((told["name"], told["value"]))
        elif self.inside and tag == "button":
            self.button = told["name"]

    def choose(self, browser: Client, language: str) -> Any:
        """Press the button of a language."""
        sent: dict[str, list[str]] = {}
        for name, value in [*self.fields, (self.button, language)]:
            sent.setdefault(name, []).append(value)
        return browser.post(self.address, sent)


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


def test_the_language_of_a_page_that_was_opened_is_changed_where_languages_are() -> None:
    own, leader = report("provesund"), signed_in(Role.PROGRAMME_LEADER)
    page = Languages(leader.get(reverse("supplement", args=[own.id])))
    assert (page.address, page.fields) == ("/sprak/", [("next", reverse("supplement", args=[own.id]))])
    chosen = page.choose(leader, "nn")
    assert (chosen.status_code, chosen["Location"]) == (302, reverse("supplement", args=[own.id]))


def test_what_was_typed_in_a_refused_form_stands_in_the_other_language_and_nothing_is_done() -> None:
    own, contact = asked_back(), signed_in(Role.PROGRAMME_CONTACT)
    based_on, account = number_of_last_event(own.id, within=rls.ALL), contact.session["_auth_user_id"]
    typed = {"text:B": 'Er "54" rett?\r\n<Ny linje>', "due:B": "31.06.2014", "based_on": str(based_on)}
    refused = contact.post(reverse("review_ask", args=[own.id]), typed)
    assert refused.status_code == 422
    page = Languages(refused)
    assert dict(page.fields) == typed
    for language in ("nn", "en", "nb"):
        again = page.choose(contact, language)
        html = again.content.decode()
        assert (again.status_code, again["Content-Language"]) == (422, language)
        assert f'<html lang="{language}"' in html
        assert "Er &quot;54&quot; rett?\r\n&lt;Ny linje&gt;</textarea>" in html
        page = Languages(again)
        assert dict(page.fields) == typed
    assert number_of_last_event(own.id, within=rls.ALL) == based_on
    assert get_account(int(account)).language == "nb"


def test_what_would_be_done_this_time_is_not_done_for_another_language() -> None:
    own, contact = asked_back(), signed_in(Role.PROGRAMME_CONTACT)
    based_on = number_of_last_event(own.id, within=rls.ALL)
    sent = {"text:B": "Hva er dette?", "based_on": str(based_on), "les_pa": "nn"}
    answer = contact.post(reverse("review_ask", args=[own.id]), sent)
    assert (answer.status_code, answer["Location"]) == (302, reverse("review", args=[own.id]))
    assert number_of_last_event(own.id, within=rls.ALL) == based_on
    assert "spørsmål. " not in contact.get(answer["Location"]).content.decode().split("<h1")[0], "nothing was sent"


def test_what_is_typed_to_log_in_is_never_sent_along() -> None:
    holder(Role.PROGRAMME_LEADER, username="kari")
    page = Client().post("/logg-inn/", {"username": "kari", "password": "hemmelig setning"}).content.decode()
    assert "hemmelig setning" not in page
    assert "les_pa" not in page
    leader = signed_in(Role.PROGRAMME_OWNER)
    wrong = leader.post("/konto/passord/", {"oldpassword": "hemmelig setning", "les_pa": "nn"}).content.decode()
    assert "hemmelig setning" not in wrong
    assert '<html lang="nb"' in wrong


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
