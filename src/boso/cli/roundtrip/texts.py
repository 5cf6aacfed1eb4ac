"""Texts that are hard to keep on their way through a document: what means something to XML, Typst or a workbook,
what looks like a heading, a dash or a number, and letters of all kinds. Everything is invented."""

from random import Random

WORDS = """
boligen kommunen søknader ÆØÅ æøå «sitat» familier leilighet oppfølging bydelen 2013 3,5 % 1 400 000 kr
og i på av til for med bostøtte startlån ikke registrert ettersendes ca. 12 husstander e-post/telefon
nord-sør-øst-vest-samarbeidsavtalen Prøvevik (se over) – — - §4 1.1 A. café naïve Sámi Ŋ č đ ž ß € ½ … ’ “ ”
""".split()  # noqa: SIM905  # a list of words reads better so
HARD = (
    "–",
    "-",
    "0",
    "—",
    ":",
    "ikke besvart",
    "ettersendes",
    "ca. 40",
    "(12)",
    "12 (foreløpig)",
    "«ja»",
    "1. Sammendrag",
    "4.1 Organisering",
    "Opplysninger",
    "Ikke besvart: alt.",
    "=SUM(A1:A9)",
    "+47",
    "@SUM(1)",
    "-1+1",
    "#set text(size: 1pt)",
    "$x$ *fet* _kursiv_ `kode` <merke> @ref",
    "<w:p>&amp;</w:p> ]]> <!-- -->",
    "\\ \\n \\u{41} {1 + 1}",
    "[U+1F600] [U+00E6]",
    "2013-02-30",
    "13/14",
    "01.01.2014",
    "1e5",
    "TRUE",
    "A  B   C",
    "  innrykk",
    "kol\tonne",
    "blå\u00a0boks",
    "ny\u200blinje",
    "mjuk\u00adbinde",
    "e\u0301 og é",
    "\U0001f600 og \u4e2d\u6587",
    "\u202eomvendt\u202c",
    "• punkt",
    "* punkt",
    "- ",
    "-uten mellomrom",
    "Sum: 4 (plan)",
    "x (ikke bekreftet)",
    "w" * 70,
    "https://eksempel.example/" + "a" * 60,
)


def short_text(random: Random) -> str:
    """A few words, or something hard."""
    if random.random() < 0.35:
        return random.choice(HARD).strip()
    return " ".join(random.choices(WORDS, k=random.randint(1, 6)))


def plain_text(random: Random) -> str:
    """Some sentences, perhaps in several paragraphs."""
    paragraphs = [" ".join(random.choices(WORDS, k=random.randint(5, 90))) for _ in range(random.randint(1, 4))]
    return "\n\n".join(paragraphs)


def hard_text(random: Random) -> str:
    """Lines of all kinds: sentences, points, empty lines, and what is hard."""
    lines = [_line(random) for _ in range(random.randint(1, 12))]
    return "\n".join(lines).strip() or "x"


def _line(random: Random) -> str:
    chance = random.random()
    if chance < 0.2:
        return ""
    if chance < 0.4:
        return f"- {short_text(random)}"
    if chance < 0.6:
        return random.choice(HARD)
    return " ".join(random.choices(WORDS, k=random.randint(1, 40)))
