"""Every text of the pages exists in bokmål, nynorsk and English."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation

from boso.web import catalogues, messages

LOCALE = Path(settings.LOCALE_PATHS[0])
FILLED_IN = re.compile(r"%(?:\(\w+\))?s")


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES/django.po"))


@pytest.fixture(scope="module")
def texts() -> set[messages.Message]:
    return messages.messages()


@pytest.mark.parametrize("language", ["nn", "en"])
def test_every_text_is_translated_and_no_translation_is_left_over(language, texts):
    done = {(e.msgid, e.msgid_plural) for e in catalogue(language) if e.translated() and "fuzzy" not in e.flags}
    known = {(m.text, m.plural) for m in texts}
    assert sorted(known - done) == []
    assert sorted(done - known) == []


@pytest.mark.parametrize("language", ["nn", "en"])
def test_a_translation_fills_in_the_same_names(language):
    for entry in catalogue(language):
        for said in [entry.msgstr, *entry.msgstr_plural.values()]:
            if said:
                assert sorted(FILLED_IN.findall(said)) == sorted(FILLED_IN.findall(entry.msgid)), entry.msgid


def test_texts_of_templates_and_code_are_both_found(texts):
    found = {m.text for m in texts}
    assert "Hopp til innholdet" in found
    assert "Rollen din gir ikke tilgang til dette." in found


def test_a_new_text_is_added_once_and_an_unused_one_goes(tmp_path):
    file = tmp_path / "nn/LC_MESSAGES/django.po"
    file.parent.mkdir(parents=True)
    one, two = messages.Message("Ett skjema"), messages.Message("%(n)s skjema", "%(n)s skjemaer")
    assert messages.update(file, {one, two}) == (2, 0)
    assert messages.update(file, {one, two}) == (0, 0)
    assert messages.update(file, {two}) == (0, 1)


def test_a_changed_catalogue_is_compiled_again_and_used(tmp_path, settings):
    file = tmp_path / "nn/LC_MESSAGES/django.po"
    file.parent.mkdir(parents=True)
    messages.update(file, {messages.Message("Kommuner")})
    book = polib.pofile(str(file))
    book[0].msgstr = "Kommunar"
    book.save()
    settings.LOCALE_PATHS = [tmp_path]
    catalogues.compile_stale()
    assert polib.mofile(str(file.with_suffix(".mo")))[0].msgstr == "Kommunar"


def test_a_folder_that_cannot_be_written_leaves_the_pages_in_bokmal(tmp_path, settings, monkeypatch, caplog):
    (tmp_path / "nn/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "nn/LC_MESSAGES/django.po").write_text('msgid ""\nmsgstr ""\n')
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.setattr(catalogues.tempfile, "mkstemp", lambda **_: (_ for _ in ()).throw(PermissionError("no")))
    catalogues.compile_stale()
    assert "cannot compile" in caplog.text


@pytest.mark.parametrize(("language", "said"), [("nb", "Kommuner"), ("nn", "Kommunar"), ("en", "Municipalities")])
def test_the_catalogues_are_in_use(language, said):
    with translation.override(language):
        assert translation.gettext("Kommuner") == said
