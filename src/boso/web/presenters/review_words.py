"""The words of a review: its buttons, what to do next, and why something cannot be done."""

from datetime import date

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from boso.kernel.dates import print_date
from boso.kernel.errors import Overtaken
from boso.reporting.rules.reviewing import ReviewAct
from boso.reporting.values import Status
from boso.web.presenters.signing_words import waiting_words
from boso.web.words import EVENTS, Words, word

ACTS: Words = {
    ReviewAct.BEGIN: _("Begynn gjennomgangen"),
    ReviewAct.ACCEPT: _("Godta rapporten"),
    ReviewAct.PUBLISH: _("Velg tekster og publiser"),
    ReviewAct.DELIVER_AGAIN: _("Lever rapporten på nytt"),
    ReviewAct.ANSWER: _("Gå til spørsmålet"),
}
DO_NEXT: Words = {
    ReviewAct.BEGIN: _("Rapporten er levert og venter på gjennomgang."),
    ReviewAct.ACCEPT: _(
        "Les gjennom delene under. Godta rapporten, eller skriv spørsmål ved delene og send den tilbake."
    ),
    ReviewAct.PUBLISH: _("Rapporten er godtatt. Velg hvilke tekster som skal ut, og publiser den."),
    ReviewAct.DELIVER_AGAIN: _("Alle spørsmål er besvart. Lever rapporten på nytt, så kan Husbanken se på svarene."),
}
NEWER = _("Det er kommet en ny versjon etter den som er publisert. Utenfor er ingenting endret før den publiseres.")
STANDING: Words = {
    Status.ACCEPTED: _("Rapporten er godtatt av Husbanken."),
    Status.PUBLISHED: _("Rapporten er publisert."),
    Status.UNPUBLISHED: _("Rapporten er trukket fra publisering."),
}
REFUSALS: Words = {
    "historical": _("Dette er en historisk rapport. Den ble behandlet i sin tid."),
    "too_late": _("Dagen for å svare er passert. Be Husbanken om en ny dag; ingenting i rapporten er borte."),
}


def next_words(act: ReviewAct | None, status: Status, *, open_questions: int, newer: bool) -> str:
    """What is to be done next, as a sentence to the one who is to do it; or whom the report waits for."""
    if act is ReviewAct.ANSWER:
        text = ngettext(
            "Husbanken venter på svar på %(n)s spørsmål.", "Husbanken venter på svar på %(n)s spørsmål.", open_questions
        )
        return text % {"n": open_questions}
    if act is ReviewAct.PUBLISH and newer:
        return str(NEWER)
    if act is not None:
        return word(DO_NEXT, act)
    return word(STANDING, status) if status in STANDING else waiting_words(status)


def answer_by_words(day: date) -> str:
    """The day for the answers of a report that was asked back, within a sentence."""
    return gettext("svar innen %(when)s") % {"when": print_date(day, get_language() or "nb")}


def overtaken_words(fault: Overtaken) -> str:
    """That somebody else acted in between: who, when and what."""
    text = gettext(
        "I mellomtiden har %(who)s gjort dette: «%(what)s» (%(when)s). Ingenting er endret av det du sendte. "
        "Se over, og send på nytt; det du skrev, står fortsatt her."
    )
    local = timezone.localtime(fault.at)
    when = f"{print_date(local.date(), get_language() or 'nb')} {local:%H:%M}"
    return text % {"who": fault.who, "what": word(EVENTS, fault.act), "when": when}
