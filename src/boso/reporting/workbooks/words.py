"""The words of a workbook in three languages: written by one side, known again by the other. Needs no Django."""

from collections.abc import Mapping
from types import MappingProxyType

from boso.kernel.figures import Kind
from boso.kernel.text import folded

LANGUAGES = ("nb", "nn", "en")

KINDS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        Kind.NUMBER.value: ("nøyaktig tall", "nøyaktig tal", "exact number"),
        Kind.APPROXIMATE.value: ("omtrentlig tall", "omtrentleg tal", "approximate number"),
        Kind.PROVISIONAL.value: ("foreløpig tall", "førebels tal", "provisional number"),
        Kind.PENDING.value: ("kommer senere", "kjem seinare", "to follow"),
        Kind.NOT_REGISTERED.value: ("registreres ikke her", "blir ikkje registrert her", "not registered here"),
        Kind.NOT_APPLICABLE.value: ("gjelder ikke oss", "gjeld ikkje oss", "does not apply to us"),
        Kind.UNCLEAR_QUESTION.value: ("spørsmålet er uklart", "spørsmålet er uklart", "the question is unclear"),
        Kind.TENTATIVE.value: ("usikkert tall", "usikkert tal", "tentative number"),
        Kind.DASH.value: ("strek", "strek", "dash"),
        Kind.ABSENT.value: ("ikke levert", "ikkje levert", "not delivered"),
        Kind.LOST_IN_SOURCE.value: ("uleselig i kilden", "uleseleg i kjelda", "unreadable in the source"),
        Kind.SUPPRESSED.value: ("skjult", "skjult", "hidden"),
        Kind.TEXT_INSTEAD.value: ("tekst i stedet for tall", "tekst i staden for tal", "text instead of a number"),
        "text": ("tekst", "tekst", "text"),
        "date": ("dato", "dato", "date"),
        "list": ("liste", "liste", "list"),
    }
)
COLUMNS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "number": ("Nr.", "Nr.", "No."),
        "question": ("Spørsmål", "Spørsmål", "Question"),
        "last": ("Sist", "Sist", "Last time"),
        "answer": ("Svar", "Svar", "Answer"),
        "kind": ("Slags svar", "Slags svar", "Kind of answer"),
        "expected": ("Ventes", "Ventast", "Expected"),
        "check": ("Kontroll", "Kontroll", "Check"),
        "said": ("Merknader fra boso", "Merknader frå boso", "Notes from boso"),
    }
)
ABOUT: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "front": ("Om arbeidsboken", "Om arbeidsboka", "About the workbook"),
        "title": ("Arbeidsbok", "Arbeidsbok", "Workbook"),
        "municipality": ("Kommune", "Kommune", "Municipality"),
        "period": ("Periode", "Periode", "Period"),
        "form": ("Skjema", "Skjema", "Form"),
        "version": ("Versjon av rapporten", "Versjon av rapporten", "Version of the report"),
        "made": ("Laget", "Laga", "Made"),
        "how": ("Slik bruker du den", "Slik bruker du henne", "How to use it"),
        "sheets": ("Ark", "Ark", "Sheets"),
        "invented": ("OPPDIKTET KOMMUNE", "OPPDIKTA KOMMUNE", "INVENTED MUNICIPALITY"),
        "files": ("Filer", "Filer", "Files"),
        "no_files": ("Ingen filer ennå", "Ingen filer enno", "No files yet"),
        "sum": ("Sum", "Sum", "Sum"),
        "continued": ("fortsettelse", "framhald", "continued"),
        "for_all": ("Om hele delen", "Om heile delen", "About the whole section"),
        "shut": ("låst", "låst", "locked"),
        "partly": (
            "Rapporten er sendt tilbake med spørsmål. Bare de delene det er spurt om, er åpne; de andre er låst.",
            "Rapporten er send tilbake med spørsmål. Berre dei delane det er spurt om, er opne; dei andre er låste.",
            "The report was sent back with questions. Only the parts asked about are open; the others are locked.",
        ),
        "page": ("Side", "Side", "Page"),
        "files_note": (
            "Filer legges ved i boso, ikke her.",
            "Filer blir lagde ved i boso, ikkje her.",
            "Files are attached in boso, not here.",
        ),
        "printed_note": ("Står i skjemaet.", "Står i skjemaet.", "Printed in the form."),
    }
)
HOW: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "nb": (
            "Skriv i de gule feltene. Resten er låst, så svarene finner fram igjen.",
            "Mangler et tall, la «Svar» stå tomt og velg i «Slags svar» hvorfor; ved «kommer senere» skriver du også "
            "en dato i «Ventes».",
            "Null er et svar. Et tomt felt er ikke besvart.",
            "I tabellene er det tomme rader til nye linjer. Tøm alle feltene i en rad for å ta den bort.",
            "Lim inn som verdier. Formler, sammenslåtte celler og lenker til andre filer blir ikke brukt.",
            "Lagre som Excel-fil (.xlsx) og last den opp i boso på siden du hentet den fra. Der ser du hver endring, "
            "og ingenting lagres før du har godtatt det.",
        ),
        "nn": (
            "Skriv i dei gule felta. Resten er låst, så svara finn fram att.",
            "Manglar eit tal, la «Svar» stå tomt og vel i «Slags svar» kvifor; ved «kjem seinare» skriv du òg ein dato "
            "i «Ventast».",
            "Null er eit svar. Eit tomt felt er ikkje svart på.",
            "I tabellane er det tomme rader til nye linjer. Tøm alle felta i ei rad for å ta henne bort.",
            "Lim inn som verdiar. Formlar, samanslegne celler og lenkjer til andre filer blir ikkje brukte.",
            "Lagre som Excel-fil (.xlsx) og last henne opp i boso på sida du henta henne frå. Der ser du kvar endring, "
            "og ingenting blir lagra før du har godteke det.",
        ),
        "en": (
            "Write in the yellow cells. The rest is locked, so that the answers find their way back.",
            "If a number is missing, leave “Answer” empty and choose why under “Kind of answer”; for “to follow”, give "
            "a date under “Expected”.",
            "Zero is an answer. An empty cell is no answer.",
            "The tables have empty rows for new lines. Empty all cells of a row to remove it.",
            "Paste as values. Formulas, merged cells and links to other files are not used.",
            "Save as an Excel file (.xlsx) and upload it in boso on the page you got it from. There you see every "
            "change, and nothing is stored before you accept it.",
        ),
    }
)
HOW_SHUT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "nb": (
            "Alle feltene er låst, og boso tar ikke imot endringer fra denne arbeidsboken.",
            "Svar som er lovet til senere, ettersendes i boso.",
        ),
        "nn": (
            "Alle felta er låste, og boso tek ikkje imot endringar frå denne arbeidsboka.",
            "Svar som er lova til seinare, blir ettersende i boso.",
        ),
        "en": (
            "All cells are locked, and boso takes no changes from this workbook.",
            "Answers promised for later are sent in boso.",
        ),
    }
)
CHECKS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "letters": ("Ord i stedet for tall", "Ord i staden for tal", "Words instead of a number"),
        "fraction": ("Skriv et helt tall", "Skriv eit heilt tal", "Write a whole number"),
        "below_zero": ("Kan ikke være under null", "Kan ikkje vere under null", "Cannot be below zero"),
        "both": (
            "Både tall og grunn til at det mangler",
            "Både tal og grunn til at det manglar",
            "Both a number and why it is missing",
        ),
        "no_number": ("Skriv tallet", "Skriv talet", "Write the number"),
        "opening": (
            "Ulikt utgangen av forrige periode",
            "Ulikt utgangen av førre periode",
            "Differs from the end of the last period",
        ),
        "budget": ("Brukt mer enn budsjettet", "Brukt meir enn budsjettet", "Spent more than budgeted"),
    }
)
MISSING = (Kind.PENDING, Kind.NOT_REGISTERED, Kind.NOT_APPLICABLE, Kind.UNCLEAR_QUESTION)  # what a person may choose
CHOSEN = (Kind.NUMBER, Kind.APPROXIMATE, Kind.PROVISIONAL, *MISSING)


def said(table: Mapping[str, tuple[str, str, str]], key: str, language: str) -> str:
    """The word of a table in a language; bokmål where the language is unknown."""
    return table[key][LANGUAGES.index(language) if language in LANGUAGES else 0]


def meant(table: Mapping[str, tuple[str, str, str]], text: str) -> str:
    """The key of a word, in whatever language it is written; empty for one that is in no table."""
    wanted = folded(text)
    return next((key for key, words in table.items() if wanted and wanted in map(folded, words)), "")
