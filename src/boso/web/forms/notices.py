"""What a person sends about mails: how often they come, and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext

from boso.reporting.values.notices import HOURS, WEEKDAYS, Chosen, Rhythm


@dataclass(slots=True)
class RhythmForm:
    """A rhythm as chosen; `errors` by field, each saying what to do."""

    typed: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    def read(self) -> Chosen | None:
        """The rhythm; None where something is missing or was never a choice."""
        mine, news = self._rhythm("mine"), self._rhythm("news")
        hour = self._number("hour", HOURS, gettext("Velg et klokkeslett fra listen."))
        weekday = self._number("weekday", WEEKDAYS, gettext("Velg en ukedag fra listen."))
        if mine is None or news is None or hour is None or weekday is None:
            return None
        return Chosen(mine=mine, news=news, hour=hour, weekday=weekday)

    def _rhythm(self, name: str) -> Rhythm | None:
        value = self.typed.get(name, "")
        if value in {rhythm.value for rhythm in Rhythm}:
            return Rhythm(value)
        self.errors[name] = gettext("Velg hvor ofte du vil ha e-post.")
        return None

    def _number(self, name: str, among: range, wrong: str) -> int | None:
        found = next((number for number in among if str(number) == self.typed.get(name)), None)
        if found is None:
            self.errors[name] = wrong
        return found


def typed(chosen: Chosen) -> Mapping[str, str]:
    """A rhythm as the form shows it."""
    return {
        "mine": chosen.mine.value,
        "news": chosen.news.value,
        "hour": str(chosen.hour),
        "weekday": str(chosen.weekday),
    }
