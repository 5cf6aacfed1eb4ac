"""Who takes part and where they stand; what no source tells is said."""

from collections.abc import Iterator

from boso.kernel.dates import PartialDate
from boso.programme.values import Certainty, GoalLevel, ParticipantRow
from boso.publishing.annual.values import AnnualValues
from boso.publishing.values import Block, Column, Entry, Grid, Heading, Paragraph, Points
from boso.publishing.words import word


def participants(values: AnnualValues, language: str) -> Iterator[Block]:
    """The region's goals, then its municipalities with intake, agreement, phase and report."""
    yield Heading(word("goals_and_participants", language))
    yield Heading(word("goals", language), 2)
    yield from _goals(values, language)
    yield Heading(word("who_takes_part", language), 2)
    yield Paragraph(_in_words(values, language))
    yield _table(values, language)
    yield Points(tuple(_unknown(values, language)))


def _goals(values: AnnualValues, language: str) -> Iterator[Block]:
    """Main goals as sentences, sub-goals as a list under them."""
    if not values.goals:
        yield Paragraph(word("goals_none", language, year=values.year))
        return
    for goal in values.goals:
        if goal.level is GoalLevel.MAIN:
            yield Paragraph(word("goal_main", language, title=goal.title_in(language), about=goal.about[language]))
    subs = [g for g in values.goals if g.level is GoalLevel.SUB]
    if subs:
        yield Points(tuple(f"{g.code} {g.title_in(language)}: {g.about[language]}" for g in subs))


def _in_words(values: AnnualValues, language: str) -> str:
    """How many take part, by intake, and how many of them gave a report."""
    intakes = [m.intake.ordinal for m in values.members if m.intake]
    by_intake = ", ".join(
        word("in_intake", language, count=intakes.count(number), number=number) for number in sorted(set(intakes))
    )
    sentence = word("members_in_words", language, count=len(values.members), year=values.year)
    given = word("reports_in_words", language, given=len(values.reporting), asked=len(values.members))
    return " ".join(part for part in (sentence, f"{by_intake.capitalize()}." if by_intake else "", given) if part)


def _table(values: AnnualValues, language: str) -> Grid:
    heads = ("municipality", "intake_head", "agreement_from", "phase_at_end", "report_head")
    columns = tuple(
        Column(
            label=word(head, language, year=values.year) if head in heads[3:] else word(head, language),
            wide=head == "phase_at_end",
        )
        for head in heads
    )
    rows = tuple(_row(member, values, language) for member in values.members)
    return Grid(caption=word("members_caption", language, year=values.year), columns=columns, rows=rows)


def _row(member: ParticipantRow, values: AnnualValues, language: str) -> tuple[Entry, ...]:
    place = member.municipality
    perhaps = f" ({word('perhaps', language)})" if member.certainty is Certainty.POSSIBLE else ""
    given = values.reports_of(place.slug)
    return (
        Entry(shown=f"{place.number} {place.name}{perhaps}".strip()),
        Entry(shown=str(member.intake.ordinal) if member.intake else word("unknown", language)),
        Entry(shown=_day(member.agreement.signed or member.agreement.period_from, language)),
        Entry(shown=_phase(member, language)),
        Entry(shown=word("delivered_yes" if given else "delivered_no", language)),
    )


def _day(day: PartialDate | None, language: str) -> str:
    return str(day.year) if day and day.year else word("unknown", language)


def _phase(member: ParticipantRow, language: str) -> str:
    """The phases that are surely open at the end of the year; else what a source last saw, which is not the same."""
    sure = [o.phase for o in member.open_phases if o.certainty is Certainty.CERTAIN]
    if sure:
        return ", ".join(word(f"phase_{kind}", language) for kind in dict.fromkeys(p.kind for p in sure))
    seen = [p for p in member.phases if p.seen and p.seen.year]
    if not seen:
        return word("unknown", language)
    last = max(seen, key=lambda phase: (phase.seen.year if phase.seen else 0) or 0)
    year = last.seen.year if last.seen else None
    kinds = [p.kind for p in seen if p.seen and p.seen.year == year]
    names = ", ".join(word(f"phase_{kind}", language) for kind in dict.fromkeys(kinds))
    return word("phase_last_seen", language, phase=names, year=year)


def _unknown(values: AnnualValues, language: str) -> Iterator[str]:
    """What is not known of how many; a statement that everything is known where it is."""
    members = values.members
    counts = {
        "unknown_phase": sum(not any(o.certainty is Certainty.CERTAIN for o in m.open_phases) for m in members),
        "unknown_intake": sum(m.intake is None for m in members),
        "unknown_period_to": sum(m.agreement.period_to is None for m in members),
        "unknown_certainty": sum(m.certainty is Certainty.POSSIBLE for m in members),
    }
    found = {key: count for key, count in counts.items() if count}
    for key, count in found.items():
        yield word(key, language, count=count, asked=len(members), year=values.year)
    if not found:
        yield word("unknown_none", language)
