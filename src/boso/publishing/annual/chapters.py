"""The chapters of an annual report as data: what is assembled, what an editor writes, and where texts have a place."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from boso.kernel.errors import NotFound
from boso.publishing.words import word

FILE = Path(__file__).parent / "chapters.yaml"
BEFORE, AFTER = "before", "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A place of the report. `part` names what is assembled there, empty where there is an editor's text alone."""

    code: str
    head: str
    hint: str
    part: str = ""
    level: int = 1

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of its texts: one, or those before and after what is assembled."""
        return (f"{self.code}.{BEFORE}", f"{self.code}.{AFTER}") if self.part else (self.code,)

    def title(self, language: str) -> str:
        """Its heading."""
        return word(self.head, language)

    def about(self, language: str) -> str:
        """What belongs there, to the editor."""
        return word(self.hint, language)


@cache
def chapters() -> tuple[Chapter, ...]:
    """All of them, as they are printed."""
    return tuple(Chapter(**entry) for entry in yaml.safe_load(FILE.read_text("utf-8")))


def get_chapter(code: str) -> Chapter:
    """The chapter of that code. Raises NotFound."""
    found = next((chapter for chapter in chapters() if chapter.code == code), None)
    if found is None:
        raise NotFound("Det finnes ikke noe slikt kapittel i årsmeldingen.")
    return found


def chapter_of(slot: str) -> Chapter:
    """The chapter a text belongs to. Raises NotFound."""
    found = next((chapter for chapter in chapters() if slot in chapter.slots), None)
    if found is None:
        raise NotFound("Det finnes ikke noe slikt kapittel i årsmeldingen.")
    return found
