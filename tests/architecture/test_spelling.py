"""Bokmål and nynorsk are spelled as their dictionaries say, but for words of our own; and they are two languages."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
import yaml
from django.conf import settings

from boso.web import messages

PACKAGE = messages.PACKAGE
OWN = Path(__file__).parent / "spelling"
LANGUAGES = {"nb": "nb_NO", "nn": "nn_NO"}
NOT_WORDS = re.compile(r"%\(\w+\)[sd]|%[sd]|<[^>]+>|&\w+;|\{[^}]*\}|\[\[.*?\]\]|\S*[/@\\]\S*|\w+[._]\w[\w.]*|«[^»]*»")
NAMES = ("places/files/municipalities.csv", "places/files/regions.csv", "places/files/districts.csv")


def read_words(name: str) -> set[str]:
    """A list of ours: a word or a text on a line; what follows # says why it is there."""
    lines = (OWN / name).read_text(encoding="utf-8").splitlines()
    return {line.split(" # ")[0].strip() for line in lines if line.strip()}


def catalogue() -> Iterator[tuple[str, str]]:
    """Each text of the pages in bokmål with its nynorsk."""
    known = {(m.text, m.plural) for m in messages.messages()}
    for entry in polib.pofile(str(Path(settings.LOCALE_PATHS[0]) / "nn/LC_MESSAGES/django.po")):
        if (entry.msgid, entry.msgid_plural) in known:
            said = [entry.msgstr, ""] if entry.msgstr else [entry.msgstr_plural[n] for n in (0, 1)]
            yield entry.msgid, said[0]
            yield entry.msgid_plural, said[1]


def data() -> Iterator[tuple[str, str]]:
    """Each text that the data of the house gives in both: forms, checks, indicators, words of documents."""
    for file in PACKAGE.rglob("*.yaml"):
        yield from pairs(yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader))


def pairs(node: object) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        if isinstance(node.get("nb"), str) and isinstance(node.get("nn"), str):
            yield node["nb"], node["nn"]
        for each in node.values():
            yield from pairs(each)
    elif isinstance(node, list):
        for each in node:
            yield from pairs(each)


@pytest.fixture(scope="module")
def texts() -> set[tuple[str, str]]:
    return {pair for pair in (*catalogue(), *data()) if pair[0].strip()}


def misspelt(texts: set[str], dictionary: str) -> set[str]:
    said = NOT_WORDS.sub(" ", "\n".join(sorted(texts)))
    asked = ["hunspell", "-l", "-i", "utf-8", "-d", dictionary]
    return set(subprocess.run(asked, input=said, text=True, capture_output=True, check=True).stdout.split())


def names() -> set[str]:
    return {word for file in NAMES for word in re.findall(r"[^\W\d_]+", (PACKAGE / file).read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def dictionaries() -> None:
    found = (
        shutil.which("hunspell")
        and subprocess.run(["hunspell", "-D"], input="", text=True, capture_output=True, check=False).stderr
    )
    if not found or not all(dictionary in found for dictionary in LANGUAGES.values()):
        pytest.skip("no Norwegian dictionaries; install hunspell and hunspell-no")


@pytest.mark.usefixtures("dictionaries")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_the_dictionary_or_in_our_own_list(texts: set[tuple[str, str]], language: str) -> None:
    place = list(LANGUAGES).index(language)
    own = {word.casefold() for word in read_words("both.txt") | read_words(f"{language}.txt") | names()}
    unknown = misspelt({pair[place] for pair in texts}, LANGUAGES[language])
    assert sorted(word for word in unknown if word.casefold() not in own) == []


@pytest.mark.usefixtures("dictionaries")
def test_a_misspelt_word_is_found() -> None:
    assert misspelt({"Komunen leverer raporten i %(year)s"}, "nb_NO") == {"Komunen", "raporten"}


def test_nynorsk_differs_from_bokmal_but_for_texts_somebody_has_looked_at(texts: set[tuple[str, str]]) -> None:
    same = {nb for nb, nn in texts if nb == nn and re.search(r"[^\W\d_]{2}", NOT_WORDS.sub("", nb))}
    assert sorted(same - read_words("same.txt")) == []


def test_no_text_is_excused_for_nothing(texts: set[tuple[str, str]]) -> None:
    same = {nb for nb, nn in texts if nb == nn}
    assert sorted(read_words("same.txt") - same) == []
