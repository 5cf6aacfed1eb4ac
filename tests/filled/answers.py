"""Invented answers to a form, each with what a reader should make of it (the shape of the real reports' truth)."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from boso.questionnaires.values import Edition, FieldType, TableKind
from tests.filled import words

MONEY = ("budget", "grant", "own", "other", "total", "deviation_total", "deviation_grant")
YEAR_MONEY = {
    "whole_period": ("grant", "own", "other", "unused_carried"),
    "resources": ("commitment", "paid", "own", "total_spent"),
}
LEVELS = ("formal", "active", "informed", "none")


@dataclass
class Shown:
    """What is written in a cell, and what it means. `doubtful` when no reader could be sure."""

    text: str
    kind: str
    value: object = None
    doubtful: bool = False


@dataclass
class Goal:
    """A line of a goal table of region sør; `heads` when it opens a new local sub-goal."""

    goal: str
    result: str
    duration: str
    heads: bool


@dataclass
class Answers:
    """A filled form."""

    edition: Edition
    year: int
    place: str
    number: str | None
    fields: dict[str, Shown] = field(default_factory=dict)
    figures: dict[str, Shown] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    missing_texts: set[str] = field(default_factory=set)
    activities: list[dict[str, Any]] = field(default_factory=list)
    sums: dict[str, int | None] = field(default_factory=dict)
    years: dict[int, dict[str, int | None]] = field(default_factory=dict)
    goals: dict[str, list[Goal]] = field(default_factory=dict)
    ticks: dict[str, str] = field(default_factory=dict)

    def truth(self, file: str) -> dict[str, Any]:
        """What a reader should find in the file."""
        return {
            "file": file,
            "document_type": self.edition.document_type,
            "template": self.edition.template,
            "template_edition": self.edition.name,
            "municipality_name": self.place,
            "report_year": self.year,
            "formal": [{"field": code, **_judged(shown)} for code, shown in self.fields.items()],
            "indicators": [{"code": code, **_judged(shown)} for code, shown in self.figures.items()],
            "narratives": [
                _text(code, "" if code in self.missing_texts else text) for code, text in self.texts.items()
            ],
            "indicator_comments": [_text(f"{row}.comment", text) for row, text in self.comments.items()],
            "economy": {"rows": self.activities, "totals": self.sums},
            "multi_year": {"rows": [{"year": year, **amounts} for year, amounts in self.years.items()]},
        }


def _judged(shown: Shown) -> dict[str, Any]:
    return {"kind": shown.kind, "value": shown.value, "confidence": "ambiguous" if shown.doubtful else "certain"}


def _text(code: str, text: str) -> dict[str, Any]:
    said = text.split()
    return {
        "code": code,
        "kind": "text" if said else "blank",
        "first_8": " ".join(said[:8]),
        "last_8": " ".join(said[-8:]),
        "word_count": len(said),
        "confidence": "certain",
    }


def invented(edition: Edition, random: Random) -> Answers:
    """Answers to every question of a form, some of them missing in one of the usual ways."""
    year = random.choice([y for y in range(edition.report_years[0], edition.report_years[1] + 1) if y <= 2014])
    place = random.choice(words.PLACES)
    answers = Answers(edition, year, place, random.choice([None, f"99{random.randint(10, 40)}"]))
    _fill_fields(answers, random)
    for table in edition.tables():
        if table.kind is TableKind.FIGURES:
            _fill_figures(answers, table.code, random)
    for code in edition.narrative_codes():
        answers.texts[code] = words.passage(random) if random.random() < 0.85 else ""
    if edition.table("activities"):
        _fill_economy(answers, random)
    if edition.table("resources"):
        _fill_resources(answers, random)
        _fill_goals(answers, random)
        _fill_partners(answers, random)
    return answers


def _fill_fields(answers: Answers, random: Random) -> None:
    dated = f"{random.randint(10, 28)}.{random.choice(['01', '02'])}.{answers.year + 1}"
    if answers.edition.period == "half_year":
        dated = f"{random.randint(10, 28)}.{random.choice(['06', '12'])}.{answers.year}"
    day, month, written = dated.split(".")
    known = {
        "programme_name": "Bolig for alle i " + answers.place,
        "programme_leader": words.person(random),
        "programme_owner": words.person(random),
        "filled_in_by": random.choice([words.person(random), f"{words.person(random)} og {words.person(random)}"]),
    }
    for question in answers.edition.fields():
        if question.code in known:
            answers.fields[question.code] = Shown(known[question.code], "text", known[question.code])
    answers.fields["municipality_name"] = Shown(_place_written(answers, random), "text", answers.place)
    answers.fields["report_date"] = Shown(dated, "date", f"{written}-{month}-{day}")
    answers.fields["programme_start"] = random.choice(
        [
            Shown("2011", "text", "2011"),
            Shown("Oktober 2011", "date", "2011-10"),
            Shown("22.12.10", "date", "2010-12-22"),
        ]
    )
    codes = {q.code for q in answers.edition.fields()}
    if "report_year" in codes:
        answers.fields["report_year"] = Shown(str(answers.year), "number", answers.year)
    if "steering_group_dates" in codes:
        shown = f"05.06.{answers.year} og 11.06.{answers.year}"
        answers.fields["steering_group_dates"] = Shown(
            shown, "list", [f"{answers.year}-06-05", f"{answers.year}-06-11"]
        )


def _place_written(answers: Answers, random: Random) -> str:
    name = random.choice([answers.place, f"{answers.place} kommune"])
    return f"{answers.number} {name}" if answers.number else name


def _fill_figures(answers: Answers, table: str, random: Random) -> None:
    found = answers.edition.table(table)
    assert found
    for row in found.rows:
        said = random.random()
        for column in found.columns:
            if column.type is FieldType.INT:
                code = found.cell_code.format(row=row.code, column=column.code)
                answers.figures[code] = _count(random, answers, row.code)
        if said < 0.4:
            answers.comments[row.code] = random.choice(words.COMMENTS)
        elif said < 0.47 and found.code == "need":
            _not_registered(answers, found.code, row.code)
    _fit(answers)


def _count(random: Random, answers: Answers, row: str) -> Shown:
    number = random.choice([0, 1, 3, 8, 14, 27, 45, 69, 74, 126, 309])
    if row == "C2.municipal_dwellings":
        number = random.choice([945, 1000, 1204])
        text = random.choice([str(number), f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "\u00a0")])
        return Shown(text, "number", number)
    if row == "C1.housing_allowance_recipients":
        number = random.choice([412, 953, 1310])
        text = random.choice(
            [str(number), f"Januar {answers.year + 1} {number}", f"{number} (januar {answers.year + 1})"]
        )
        return Shown(text, "number", number)
    return random.choices(
        [
            Shown(str(number), "number", number),
            Shown("", "blank"),
            Shown("-", "dash"),
            Shown(f"ca. {number}", "approximate", number),
            Shown(f"({number})", "tentative", number),
            Shown("Ettersendes", "pending"),
            Shown("Registreres ikke", "not_registered"),
        ],
        [70, 8, 4, 3, 2, 2, 2],
    )[0]


def _not_registered(answers: Answers, table: str, row: str) -> None:
    found = answers.edition.table(table)
    assert found
    answers.comments[row] = "Dette registreres ikke i kommunen."
    for column in found.columns:
        code = found.cell_code.format(row=row, column=column.code)
        if code in answers.figures:
            answers.figures[code] = Shown("", "not_registered")


def _fit(answers: Answers) -> None:
    """Parts no larger than their wholes: where they would be, the part is blank."""

    def number(code: str) -> int | None:
        shown = answers.figures.get(code)
        return int(str(shown.value)) if shown and shown.value is not None else None

    full, fixed, co = (number(f"C1.{c}") for c in ("full_financed", "full_financed_fixed_rate", "co_financed"))
    if fixed is not None and (full is None or fixed > full):
        answers.figures["C1.full_financed_fixed_rate"] = Shown("", "blank")
    for part in ("loan_and_grant", "rent_to_own"):
        if (value := number(f"C1.{part}")) is not None and (full is None or co is None or value > full + co):
            answers.figures[f"C1.{part}"] = Shown("", "blank")
    stock = number("C2.municipal_dwellings")
    for part in ("acquired_housing_grant", "acquired_investment_grant"):
        if stock is None and f"C2.{part}" in answers.figures:
            answers.figures[f"C2.{part}"] = Shown("", "blank")
    for column in ("status_start", "status_end", "housed"):
        parts = [number(f"{row}.{column}") for row in ("A_no_dwelling", "B_at_risk", "C_unsuitable")]
        families = number(f"P_child_families.{column}")
        if families is not None and families > sum(p or 0 for p in parts):
            answers.figures[f"P_child_families.{column}"] = Shown("", "blank")


def _fill_economy(answers: Answers, random: Random) -> None:
    for name in random.sample(words.ACTIVITIES, random.randint(3, 10)):
        grant = random.choice([None, 0, 35_000, 135_000, 816_419])
        own = random.choice([None, 27_000, 55_000, 192_000, 38_085])
        other = random.choice([None, None, None, 60_000])
        budget = random.choice([30_000, 50_000, 150_000, 750_000])
        parts = [p for p in (grant, own, other) if p is not None]
        total = sum(parts) if parts else 0
        part = random.choice([None, -5_000, 12_000]) if grant else None
        answers.activities.append(
            {
                "activity": name, "budget": budget, "grant": grant, "own": own, "other": other, "total": total,
                "deviation_total": total - budget, "deviation_grant": part,
                "confidence": "certain",
            }
        )  # fmt: skip
    for column in MONEY:
        parts = [row[column] for row in answers.activities if row[column] is not None]
        answers.sums[column] = sum(parts) if parts else None
    for year in range(answers.year - 2, answers.year + 3):
        answers.years[year] = {
            "grant": random.choice([500_000, 975_000, 1_565_000]), "own": random.choice([66_634, 425_000, 870_000]),
            "other": random.choice([None, 25_000]), "unused_carried": random.choice([None, 110_000]),
        }  # fmt: skip
    mine = {c: answers.sums[c] for c in ("grant", "own", "other")}
    answers.years[answers.year] |= mine


def _fill_resources(answers: Answers, random: Random) -> None:
    for year in range(answers.year - 3, answers.year + 1):
        commitment, own = random.choice([400_000, 1_100_000, 650_000]), random.choice([250_000, 731_500])
        paid = random.choice([None, 0, commitment])
        answers.years[year] = {"commitment": commitment, "paid": paid, "own": own, "total_spent": commitment + own}


def _fill_goals(answers: Answers, random: Random) -> None:
    for table in ("H1", "H2", "H3"):
        answers.goals[table] = []
        for n in range(1, random.randint(1, 3) + 1 if table == "H1" else 2):
            text = []
            for k in range(random.randint(1, 3)):
                result = words.passage(random, 3)
                heading = (
                    f"Delmål {n}: {random.choice(words.ACTIVITIES)}"
                    if k == 0
                    else f"Delprosjekt: {random.choice(words.ACTIVITIES)}"
                )
                answers.goals[table].append(
                    Goal(heading, result, random.choice(["2012-2014", "2013-", "2011-2015"]), k == 0)
                )
                text.append(result)
            code = f"H1.D{n}" if table == "H1" else table
            answers.texts[code] = " ".join(text)


def _fill_partners(answers: Answers, random: Random) -> None:
    found = answers.edition.table("partners")
    assert found
    for row in found.rows:
        if random.random() < 0.7 and not row.code.endswith(".other"):
            answers.ticks[row.code] = random.choice(LEVELS)
