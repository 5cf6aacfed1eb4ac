"""The questions of a review with their threads, as pages show them to the one side and the other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boso.kernel.dates import print_date
from boso.questionnaires.values import Edition
from boso.reporting.rules.asking import page_of
from boso.reporting.values.reviewing import QuestionRow, QuestionState, RemarkRow, Side
from boso.web.presenters.field_names import name_of, names_by_address
from boso.web.words import Words, word

STATES: Words = {
    QuestionState.OPEN: _("Ikke besvart"),
    QuestionState.ANSWERED: _("Besvart"),
    QuestionState.CLOSED: _("Ferdig"),
}
COLOURS: Mapping[QuestionState, str] = {
    QuestionState.OPEN: "warning",
    QuestionState.ANSWERED: "info",
    QuestionState.CLOSED: "success",
}
SIDES: Words = {Side.REGION: _("Husbanken"), Side.MUNICIPALITY: _("Kommunen")}


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    """Something said in a thread."""

    side: str
    side_word: str
    who: str
    at: object
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question with its thread. `page` is the code of the page it stands on."""

    number: int
    report_id: int
    page: str
    heading: str
    field: str
    address: str
    href: str
    state: str
    state_word: str
    colour: str
    due: str
    late: bool
    version: int
    asked: SaidView
    answers: tuple[SaidView, ...]
    typed: str = ""  # an answer that was sent and could not be stored
    typed_again: str = ""  # what was to be asked again

    @property
    def anchor(self) -> str:
        """Where the question stands on a page."""
        return f"sporsmal-{self.number}"

    @property
    def is_open(self) -> bool:
        """It waits for an answer."""
        return self.state == QuestionState.OPEN

    @property
    def done(self) -> bool:
        """Nothing more is said about it."""
        return self.state == QuestionState.CLOSED


def question_views(rows: Iterable[QuestionRow], edition: Edition, language: str, *, today: date) -> list[QuestionView]:
    """The questions of one report; those that wait come first, those done with last."""
    names = names_by_address(edition, language)
    order = list(QuestionState)
    views = [question_view(row, edition, names, language, today=today) for row in rows]
    return sorted(views, key=lambda view: (order.index(QuestionState(view.state)), view.number))


def question_view(
    row: QuestionRow, edition: Edition, names: Mapping[str, str], language: str, *, today: date
) -> QuestionView:
    """One question in words."""
    page = page_of(edition, row.section)
    code = page.code if page else row.section
    asked, *answers = [_said(remark) for remark in row.remarks]
    anchor = f"#{row.address}" if row.address else f"#sporsmal-{row.number}"
    return QuestionView(
        number=row.number,
        report_id=row.report_id,
        page=code,
        heading=page.head.heading.in_language(language) if page else row.section,
        field=name_of(names, row.address) if row.address else "",
        address=row.address,
        href=reverse("report_section", args=[row.report_id, code]) + anchor,
        state=row.state.value,
        state_word=word(STATES, row.state),
        colour=COLOURS[row.state],
        due=print_date(row.due, language) if row.due else "",
        late=row.due is not None and row.due < today and row.state is QuestionState.OPEN,
        version=row.version,
        asked=asked,
        answers=tuple(answers),
    )


def with_typed(views: Iterable[QuestionView], sent: Mapping[str, str]) -> list[QuestionView]:
    """The questions with what was sent about them and could not be stored."""
    return [
        replace(view, typed=sent.get(f"say:{view.number}", ""), typed_again=sent.get(f"again:{view.number}", ""))
        for view in views
    ]


def _said(remark: RemarkRow) -> SaidView:
    return SaidView(
        side=remark.side.value,
        side_word=word(SIDES, remark.side),
        who=remark.actor_name,
        at=remark.at,
        text=remark.text,
    )
