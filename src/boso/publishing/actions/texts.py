"""Writing editors' texts: each saving is a new version, and nobody's is written over unseen."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid, NotFound
from boso.places.values import RegionRow
from boso.publishing.actions.locking import known_language, locked_report, write_down
from boso.publishing.annual.chapters import chapter_of
from boso.publishing.annual.linked import faults_in
from boso.publishing.annual.loading import load_annual
from boso.publishing.annual.rows import TextRow
from boso.publishing.models import AnnualReport, ChapterText
from boso.publishing.queries import text_row

LONGEST = 20_000  # characters of one text, about seven printed pages
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving: `stored`, or another version stands that the writer had not seen (`text`)."""

    stored: bool
    text: TextRow


@transaction.atomic
def save_text(
    *,
    region: RegionRow,
    year: int,
    language: str,
    slot: str,
    text: str,
    based_on: int,
    actor: Actor,
    now: datetime,
) -> Saved:
    """Store a text as the next version. `based_on` is the number of the version the writer began from, 0 for none.

    When another version has come meanwhile, nothing is stored and that one is returned. The same text again makes no
    version. Raises NotFound for an unknown place, Invalid for a text that is too long or points to no figure.
    """
    chapter_of(slot)
    wanted = _clean(text)
    report = locked_report(region, year, now)
    stands = _newest(report, known_language(language), slot)
    if stands.text == wanted:
        return Saved(True, stands)
    if stands.number != based_on:
        return Saved(False, stands)
    _check_figures(wanted, region, year, language)
    row = ChapterText.objects.create(
        report=report,
        language=language,
        slot=slot,
        number=stands.number + 1,
        text=wanted,
        at=now,
        actor_id=actor.id,
        actor_name=actor.name,
    )
    facts = {"slot": slot, "language": language, "version": row.number}
    write_down("annual_text_saved", region, year, actor=actor, now=now, facts=facts)
    return Saved(True, text_row(row))


@transaction.atomic
def restore_text(
    *, region: RegionRow, year: int, language: str, slot: str, number: int, actor: Actor, now: datetime
) -> Saved:
    """Let an earlier version stand again, as a new one. Raises NotFound for a version that there is not."""
    report = locked_report(region, year, now)
    old = ChapterText.objects.filter(report=report, language=language, slot=slot, number=number).first()
    if old is None:
        raise NotFound(_("Det finnes ingen slik versjon av teksten."))
    stands = _newest(report, language, slot).number
    return save_text(
        region=region,
        year=year,
        language=language,
        slot=slot,
        text=old.text,
        based_on=stands,
        actor=actor,
        now=now,
    )


def _newest(report: AnnualReport, language: str, slot: str) -> TextRow:
    row = ChapterText.objects.filter(report=report, language=language, slot=slot).order_by("-number").first()
    return text_row(row) if row else TextRow(slot=slot, language=language, number=0, text="")


def _clean(text: str) -> str:
    """Without signs nobody sees; lines end one way, so that the same text is the same from every browser."""
    wanted = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(wanted) > LONGEST:
        said = _(
            "Teksten er på %(length)s tegn; det er plass til %(longest)s. Kort den ned eller del den på to kapitler."
        )
        raise Invalid(said % {"length": len(wanted), "longest": LONGEST})
    return wanted


def _check_figures(text: str, region: RegionRow, year: int, language: str) -> None:
    """Every mark stands for a figure; loading them is left be where there is none."""
    if "[[" not in text:
        return
    values = load_annual(region, year, language=language, begun=True)
    faults = faults_in(text, values, language)
    if faults:
        listed = " ".join(f"«{fault.said}»: {fault.why}" for fault in faults)
        raise Invalid(_("Teksten er ikke lagret: den viser til tall som ikke finnes. %s") % listed)
