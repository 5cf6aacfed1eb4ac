"""Short guides for each role: topics in three languages, put together by role. Data of `guides.yaml` and `topics/`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from boso.access.values import Role
from boso.kernel.errors import NotFound
from boso.questionnaires.placed_yaml import read_yaml_list
from boso.questionnaires.values import Words

FOLDER = Path(__file__).parent
FOR_EVERYONE = "alle"
STEPS_OF_A_TOUR = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing a person wants to do: what it is, the steps, and a picture of the page where there is one.

    `page` names an address that needs nothing more to be opened; empty where the way goes through a report.
    """

    code: str
    title: Words
    lead: Words
    steps: tuple[Words, ...]
    page: str = ""
    picture: str = ""
    alt: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """What those who hold a role need to know, in the order they need it. `tour`: the steps of a first visit."""

    slug: str
    roles: frozenset[Role]
    title: Words
    about: Words
    topics: tuple[Topic, ...]
    tour: tuple[Topic, ...]

    def has(self, code: str) -> bool:
        """Does the guide treat the topic?"""
        return any(topic.code == code for topic in self.topics)


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by its code. Raises ValueError for a code that stands twice."""
    found: dict[str, Topic] = {}
    for file in sorted((FOLDER / "topics").glob("*.yaml")):
        for entry in read_yaml_list(file):
            topic = _topic(entry)
            if topic.code in found:
                raise ValueError(f"{file.name}: the topic '{topic.code}' stands twice")
            found[topic.code] = topic
    return found


@cache
def guides() -> Mapping[str, Guide]:
    """Every guide by its slug, in the order of the list. Raises KeyError for a topic there is not."""
    return {guide.slug: guide for guide in map(_guide, read_yaml_list(FOLDER / "guides.yaml"))}


def get_guide(slug: str) -> Guide:
    """One guide. Raises NotFound."""
    if slug not in guides():
        raise NotFound
    return guides()[slug]


def guides_of(roles: Iterable[Role]) -> list[Guide]:
    """The guides of whoever holds these roles, in the order of the list; without roles the one for everyone."""
    held = set(roles)
    return [guide for guide in guides().values() if guide.roles & held] or [guides()[FOR_EVERYONE]]


def guide_to(code: str, roles: Iterable[Role]) -> Guide:
    """The guide in which a person best reads of a topic: one's own, else the first that has it."""
    own = next((guide for guide in guides_of(roles) if guide.has(code)), None)
    return own or next(guide for guide in guides().values() if guide.has(code))


def _topic(entry: Any) -> Topic:
    return Topic(
        code=entry["code"],
        title=Words(**entry["title"]),
        lead=Words(**entry["lead"]),
        steps=tuple(Words(**step) for step in entry.get("steps", ())),
        page=entry.get("page", ""),
        picture=entry.get("picture", ""),
        alt=Words(**entry["alt"]) if "alt" in entry else None,
    )


def _guide(entry: Any) -> Guide:
    return Guide(
        slug=entry["slug"],
        roles=frozenset(Role(role) for role in entry["roles"]),
        title=Words(**entry["title"]),
        about=Words(**entry["about"]),
        topics=tuple(topics()[code] for code in entry["topics"]),
        tour=tuple(topics()[code] for code in entry["tour"]),
    )
