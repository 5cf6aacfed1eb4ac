"""What is said when a file cannot be read: one sentence each, with what to do about it."""

from pathlib import Path

from boso.kernel.errors import Unreadable

MAX_FILE_MB = 50
SENTENCES = {
    "missing": "Finner ikke filen «{name}»; kontroller navnet og mappen.",
    "folder": "«{name}» er en mappe; oppgi filene i den.",
    "closed": "«{name}» kan ikke åpnes fordi du mangler tilgang; be eieren gi deg leserett.",
    "empty": "«{name}» er tom; velg filen på nytt eller be avsenderen sende den igjen.",
    "large": "«{name}» er på {size} MB, og boso leser inntil {limit} MB; del filen opp eller lagre den uten bilder.",
    "unknown": "«{name}» er en filtype boso ikke leser; lagre rapporten som DOCX, PDF, XLSX eller ren tekst (UTF-8).",
    "old_word": "«{name}» er lagret i et Word-format boso ikke leser; åpne den i Word og lagre den som DOCX.",
    "old_sheet": "«{name}» er lagret i et regnearkformat boso ikke leser; åpne den i Excel og lagre den som XLSX.",
    "password": "«{name}» er beskyttet med passord; fjern passordet og lagre filen på nytt.",
    "images": "«{name}» har bare bilder av tekst; kjør tekstgjenkjenning (OCR) eller be om rapporten som DOCX.",
    "garbled": "Tegnene i «{name}» kan ikke leses som tekst; kjør tekstgjenkjenning (OCR) eller be om filen som DOCX.",
    "bomb": "«{name}» pakker ut til langt mer enn en rapport rommer og ble ikke åpnet; be om å få den lagret på nytt.",
    "entities": "«{name}» definerer egne tegn (DTD) og ble ikke åpnet; lagre den på nytt i Word eller Excel.",
    "damaged": "«{name}» er skadet og kan ikke leses; lagre den på nytt eller be avsenderen sende den igjen.",
    "encoding": "«{name}» har en tegnkoding boso ikke kjenner; lagre teksten som UTF-8.",
    "long": "«{name}» har flere {what} enn boso leser ({limit}); del filen opp og les delene hver for seg.",
    "own": "«{name}» kunne ikke leses på grunn av en feil i boso; meld fra til dem som drifter boso.",
    "slow": "«{name}» tok mer enn {limit} sekunder å lese og ble avbrutt; del den opp, eller lagre den uten tegninger.",
}


def unreadable(why: str, path: Path | str, **params: object) -> Unreadable:
    """The refusal of a file; `why` is a key of `SENTENCES`, `params` fill the sentence."""
    return Unreadable(SENTENCES[why].format(name=Path(path).name, **params))
