"""The guides cover everyone and every page, and nothing in them is for nobody."""

from collections import Counter

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from boso.access.values import Role
from boso.web.help.guides import STEPS_OF_A_TOUR, Guide, Topic, get_guide, guide_to, guides, guides_of, topics
from boso.web.help.places import TOPIC_OF, topic_of
from boso.web.permissions import PAGES

WITHOUT_A_TOPIC = {
    "front",
    "status",
    "feed",
    "about",
    "definitions",
    "accessibility",
    "privacy",
    "help",
    "guide",
    "tour_end",
    "tour_begin",
    "robots",
    "sitemap",
    "icon",
    "language",
    "invitation",
}
ALL = [pytest.param(topic, id=code) for code, topic in topics().items()]


def test_every_role_has_one_guide() -> None:
    assert Counter(role for guide in guides().values() for role in guide.roles) == dict.fromkeys(Role, 1)


@pytest.mark.parametrize("guide", guides().values(), ids=lambda guide: guide.slug)
def test_a_tour_has_five_steps_of_the_guide_and_everyone_without_a_role_has_none(guide: Guide) -> None:
    assert len(guide.tour) == (STEPS_OF_A_TOUR if guide.roles else 0)
    assert set(guide.tour) <= set(guide.topics)


@pytest.mark.parametrize("topic", ALL)
def test_a_topic_is_in_a_guide_in_three_languages_and_shows_what_is_there(topic: Topic) -> None:
    assert any(guide.has(topic.code) for guide in guides().values())
    for words in (topic.title, topic.lead, *topic.steps, *([topic.alt] if topic.alt else [])):
        assert all((words.nb, words.nn, words.en))
    assert not topic.page or reverse(topic.page)
    assert bool(topic.picture) == bool(topic.alt)
    assert not topic.picture or finders.find(f"help/{topic.picture}.webp")


def test_every_page_has_a_topic_or_the_list_of_guides_has_to_do() -> None:
    assert {page for page in PAGES if topic_of(page) is None} == WITHOUT_A_TOPIC
    assert [start for start in TOPIC_OF if not any(topic_of(page) == TOPIC_OF[start] for page in PAGES)] == []
    assert set(TOPIC_OF.values()) <= set(topics())


def test_help_is_read_in_ones_own_guide_where_it_treats_the_page() -> None:
    assert guide_to("sign", [Role.PROGRAMME_OWNER]) == get_guide("programansvarlig")
    assert guide_to("rounds", [Role.AUDITOR]) == get_guide("region")
    assert guides_of([]) == [get_guide("alle")]
    assert [guide.slug for guide in guides_of([Role.EDITOR, Role.AUDITOR])] == ["revisor", "redaktor"]


def test_a_picture_nobody_sees_is_not_shipped() -> None:
    from tests.browser.pictures import PICTURES, SEEN

    used = {topic.picture for topic in topics().values() if topic.picture}
    assert {file.stem for file in PICTURES.iterdir()} == used == {file.stem for file in SEEN.iterdir()}
