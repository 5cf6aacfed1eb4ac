"""Guides and the tour of a first visit, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from boso.access.values import Role
from boso.questionnaires.values import Words
from boso.web.help.guides import FOR_EVERYONE, STEPS_OF_A_TOUR, Guide, Topic, get_guide, guide_to, guides, guides_of
from boso.web.help.places import topic_of
from boso.web.visitor import Visitor


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic: `href` opens the page it is about; `picture` is the address of a picture of 960 by 600 pixels."""

    code: str
    title: str
    lead: str
    steps: tuple[str, ...]
    href: str
    picture: str
    alt: str


@dataclass(frozen=True, slots=True)
class GuideView:
    """A guide with its address."""

    title: str
    about: str
    href: str
    topics: tuple[TopicView, ...]


@dataclass(frozen=True, slots=True)
class TourView:
    """A step of the tour: which it is, and the addresses of the step before and after, empty at the ends."""

    number: int
    of: int
    topic: TopicView
    read_more: str
    before: str
    after: str


def front(visitor: Visitor) -> Mapping[str, object]:
    """The list of guides: those of one's own roles, and the others."""
    own = guides_of(_roles(visitor))
    return {"own": [guide(each) for each in own], "others": [guide(e) for e in guides().values() if e not in own]}


def guide(found: Guide) -> GuideView:
    """A guide, whole."""
    return GuideView(_said(found.title), _said(found.about), _address(found), tuple(map(_topic, found.topics)))


def help_address(page: str, visitor: Visitor | None) -> str:
    """Where help for a page stands, in the guide of the visitor's own role when it treats it."""
    code = topic_of(page)
    if code is None:
        return reverse("help")
    return f"{_address(guide_to(code, _roles(visitor)))}#{code}"


def tour(visitor: Visitor, step: str) -> TourView | None:
    """The step of the tour that is asked for, else the first; None for those who ended it, or hold no role."""
    if visitor.account is None or visitor.account.tour_done:
        return None
    own = guides_of(_roles(visitor))[0]
    if own == get_guide(FOR_EVERYONE):
        return None
    number = int(step) if step in {str(n) for n in range(1, STEPS_OF_A_TOUR + 1)} else 1
    topic = own.tour[number - 1]
    return TourView(
        number=number,
        of=STEPS_OF_A_TOUR,
        topic=_topic(topic),
        read_more=f"{_address(own)}#{topic.code}" if own.has(topic.code) else _address(own),
        before=f"?omvisning={number - 1}" if number > 1 else "",
        after=f"?omvisning={number + 1}" if number < STEPS_OF_A_TOUR else "",
    )


def _roles(visitor: Visitor | None) -> list[Role]:
    if visitor is None:
        return []
    return [held.role for held in visitor.held if held.validity.holds(visitor.today)]


def _address(found: Guide) -> str:
    return reverse("guide", args=[found.slug])


def _topic(topic: Topic) -> TopicView:
    return TopicView(
        code=topic.code,
        title=_said(topic.title),
        lead=_said(topic.lead),
        steps=tuple(map(_said, topic.steps)),
        href=reverse(topic.page) if topic.page else "",
        picture=static(f"help/{topic.picture}.webp") if topic.picture else "",
        alt=_said(topic.alt) if topic.alt else "",
    )


def _said(words: Words) -> str:
    return words.in_language(get_language() or "nb")
