"""Region Prøve's annual reports in the demo: one that is published and was then corrected, and one just begun."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import yaml

from boso.indicators.queries import list_reports
from boso.indicators.release.thresholds import rule_of
from boso.kernel.decisions import Actor
from boso.kernel.figures import Kind
from boso.places import rls
from boso.places.queries import get_region
from boso.places.values import RegionRow
from boso.publishing.actions import freeze, publish, save_text
from boso.publishing.queries import list_releases
from boso.reporting.actions import release_texts, tag_text
from boso.reporting.actions.answers import correct_answer
from boso.reporting.queries import list_tagged

FILE = Path(__file__).parent / "files/annual.yaml"
EDITOR = Actor(id="demo", name="Redaktør i region Prøve")
YEAR, LANGUAGES = 2012, ("nb", "en")
PLACE, CODE, CORRECTED = "provesund", "C1.co_financed", Decimal(58)
REASON = "Prøvesund hadde talt noen kjøp to ganger og rettet tallet."
THEMES = {"husleierestanser": "prevention", "priser": "market", "startlån": "loans_and_grants"}  # by their words
FROZEN, NEW = timedelta(days=15), timedelta(days=6)  # before the demo's day, after the reports were recorded


def load_annual_reports(*, now: datetime) -> None:
    """The texts, a release, a correction, and the release that followed. Loading again changes nothing."""
    region = get_region("prove")
    if list_releases(region.code, YEAR):
        return
    for year, texts in yaml.safe_load(FILE.read_text("utf-8")).items():
        _write(region, year, texts, now=now - FROZEN)
    _release_answers(region, now=now - FROZEN)
    _send_out(region, 1, "", now=now - FROZEN)
    _correct(now=now - NEW)
    _send_out(region, 2, REASON, now=now - NEW)


def _write(region: RegionRow, year: int, texts: Mapping[str, Mapping[str, str]], *, now: datetime) -> None:
    for language, by_slot in texts.items():
        for slot, text in by_slot.items():
            save_text(
                region=region,
                year=year,
                language=language,
                slot=slot,
                text=text,
                based_on=0,
                actor=EDITOR,
                now=now,
            )


def _release_answers(region: RegionRow, *, now: datetime) -> None:
    """The invented answers on learning and barriers, most of them with a theme; the last is left for an editor."""
    answers = list_tagged(rls.ALL, year=YEAR, region=region.code, invented=True)
    for answer in answers[:-1]:
        theme = next(theme for words, theme in THEMES.items() if words in answer.text)
        tag_text(text_id=answer.id, theme_code=theme, actor=EDITOR, now=now, within=rls.ALL)
    for answer in answers:
        release_texts(
            report_id=answer.report_id,
            codes=[answer.code],
            answers={},
            threshold=rule_of(YEAR).threshold,
            actor=EDITOR,
            now=now,
            within=rls.ALL,
        )


def _send_out(region: RegionRow, number: int, reason: str, *, now: datetime) -> None:
    freeze(region=region, year=YEAR, reason=reason, actor=EDITOR, now=now)
    publish(region=region, year=YEAR, number=number, languages=LANGUAGES, actor=EDITOR, now=now + timedelta(days=1))


def _correct(*, now: datetime) -> None:
    report = list_reports(municipality=PLACE, year=YEAR, invented=True)[0]
    correct_answer(
        report_id=report.id,
        code=CODE,
        kind=Kind.NUMBER,
        value=CORRECTED,
        reason=REASON,
        actor=Actor(id="demo", name="Programleder i Prøvesund"),
        now=now,
        within=rls.ALL,
    )
