"""Compares what was read with the truth of a filled form, by the rules the real reports are scored with."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from boso.kernel.text import folded

MONEY = ("budget", "grant", "own", "other", "total", "deviation_total", "deviation_grant")
YEARLY = ("grant", "own", "other", "unused_carried")
NO_VALUE = frozenset({"blank", "absent", "lost_in_source"})
Read = Mapping[str, Any]


@dataclass
class Score:
    """How many cells were right, asked, silently wrong or missed, and which were not right."""

    counts: Counter[str] = field(default_factory=Counter)
    certain_truth: int = 0
    certain_read: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def cells(self) -> int:
        """All cells compared."""
        return sum(self.counts.values())

    @property
    def right(self) -> float:
        """The share that is right, 0 to 1."""
        return self.counts["right"] / max(1, self.cells)

    @property
    def certain(self) -> float:
        """The share of what can be certain that came as certain, 0 to 1."""
        return self.certain_read / max(1, self.certain_truth)

    def add(self, name: str, verdict: str, truth: object, read: object) -> None:
        """Count one cell."""
        self.counts[verdict] += 1
        if verdict != "right":
            self.notes.append(f"{verdict} {name}: {truth!r} read as {read!r}")

    def sure(self, truth: Read, read: Read) -> None:
        """Count whether a cell that can be certain is."""
        if truth.get("confidence") == "certain":
            self.certain_truth += 1
            self.certain_read += bool(read.get("certain", True))

    def join(self, other: "Score") -> None:
        """Take over the cells of another score."""
        self.counts.update(other.counts)
        self.certain_truth += other.certain_truth
        self.certain_read += other.certain_read
        self.notes += other.notes


def compared(truth: Read, read: Read) -> Score:
    """Every cell of the truth held against the reading; figures and rows that are not in the form count as wrong."""
    score = Score()
    for key in ("template", "template_edition", "municipality_name", "report_year"):
        same = _same(truth[key], read.get(key))
        score.add(key, "right" if same else "missed" if read.get(key) is None else "wrong", truth[key], read.get(key))
    _values(score, "field", truth["formal"], read["formal"])
    _values(score, "code", truth["indicators"], read["figures"])
    _texts(score, [*truth["narratives"], *truth["indicator_comments"]], read["narratives"])
    _rows(score, truth["economy"], read["economy"])
    yearly = read["economy"]["rows"] if read["economy"]["layout"] == "sor_section_7" else read["economy"]["multi_year"]
    _years(score, truth["multi_year"]["rows"], yearly)
    return score


def _values(score: Score, key: str, truths: list[Read], reads: list[Read]) -> None:
    have = {r[key]: r for r in reads}
    for truth in truths:
        name, read = truth[key], have.get(truth[key])
        score.add(name, _verdict(score, truth, read, formal=key == "field"), (truth["kind"], truth["value"]), read)
    for name in have.keys() - {t[key] for t in truths}:
        if key == "code" and have[name]["certain"] and have[name]["value"] is not None:
            score.add(name, "wrong", "no such figure", have[name])


def _verdict(score: Score, truth: Read, read: Read | None, *, formal: bool) -> str:
    if read is None:
        return "right" if truth["kind"] in NO_VALUE else "missed"
    score.sure(truth, read)
    alike = (
        formal
        or read["kind"] == truth["kind"]
        or {read["kind"], truth["kind"]} == {"not_registered", "unclear_question"}
    )
    right = _same(truth["value"], read["value"]) and alike
    if right or (truth["confidence"] != "certain" and not read["certain"]):
        return "right"
    if truth["value"] is None and read["value"] is None:
        return "kind"
    if read["certain"]:
        return "wrong"
    options = [c["value"] for c in read.get("candidates", ())]
    return "right" if truth["value"] is not None and any(_same(truth["value"], o) for o in options) else "asked"


def _same(one: object, other: object) -> bool:
    if one is None or other is None:
        return one is other
    if isinstance(one, list) or isinstance(other, list):
        return sorted(_people(one)) == sorted(_people(other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return float(one) == float(other)
    return folded(str(one)).removesuffix("kommune") == folded(str(other)).removesuffix("kommune")


def _people(value: object) -> Iterator[str]:
    for part in value if isinstance(value, list) else str(value).split(" og "):
        yield folded(str(part))


def _texts(score: Score, truths: list[Read], reads: list[Read]) -> None:
    have = {r["code"]: r for r in reads}
    for truth in truths:
        read = have.get(truth["code"], {})
        text = read.get("text", "")
        if truth["kind"] != "text":
            verdict = "right" if not text or read["kind"] != "text" else "wrong" if read["certain"] else "asked"
        elif not text:
            verdict = "missed"
        else:
            score.sure(truth, read)
            verdict = "right" if _fits(truth, text) else "wrong" if read["certain"] else "asked"
        said = f"{text[:60]} … {text[-60:]} ({len(text.split())})"
        score.add(truth["code"], verdict, f"{truth['first_8']} … {truth['last_8']} ({truth['word_count']})", said)


def _fits(truth: Read, text: str) -> bool:
    near = abs(len(text.split()) - truth["word_count"]) <= max(3, 0.03 * truth["word_count"])
    begins, ends = folded(truth["first_8"]), folded(truth["last_8"])
    return near and folded(text).startswith(begins) and folded(text).endswith(ends)


def _rows(score: Score, truth: Read, read: Read) -> None:
    left = list(read["rows"]) if read["layout"] != "sor_section_7" else []
    for row in truth["rows"]:
        best = max(left, key=lambda r: _likeness(row, r), default=None)
        if best is None or not _likeness(row, best)[0]:
            score.add(row["activity"], "missed", row, None)
            continue
        left.remove(best)
        score.sure(row, best)
        agrees = all(_same(row[c], best.get(c)) for c in MONEY)
        score.add(row["activity"], "right" if agrees else "wrong" if best["certain"] else "asked", row, best)
    for extra in left if truth["rows"] else ():
        if extra["certain"] and any(extra.get(c) is not None for c in MONEY):
            score.add(extra.get("activity", "?"), "wrong", "no such row", extra)
    if any(value is not None for value in truth["totals"].values()):
        given = read["totals"]
        agrees = bool(given) and all(_same(truth["totals"][c], given.get(c)) for c in MONEY)
        verdict = "right" if agrees else "missed" if not given else "wrong" if given.get("certain", True) else "asked"
        score.add("totals", verdict, truth["totals"], given)


def _likeness(row: Read, read: Read) -> tuple[int, bool]:
    same = sum(row[c] is not None and _same(row[c], read.get(c)) for c in MONEY)
    return same, folded(str(read.get("activity")))[:12] == folded(row["activity"])[:12]


def _years(score: Score, truths: list[Read], reads: list[Read]) -> None:
    have = {r["year"]: r for r in reads}
    for truth in truths:
        read = have.get(truth["year"])
        if read is None:
            score.add(str(truth["year"]), "missed", truth, None)
            continue
        score.sure({"confidence": "certain"}, read)
        agrees = all(_same(value, read.get(code)) for code, value in truth.items())
        score.add(str(truth["year"]), "right" if agrees else "wrong" if read["certain"] else "asked", truth, read)
