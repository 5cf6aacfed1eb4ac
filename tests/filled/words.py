"""Invented Norwegian sentences, names and activities for filled forms; no such person or municipality exists."""

from random import Random

PLACES = [
    "Prøvevik",
    "Prøvesund",
    "Prøvedal",
    "Prøvenes",
    "Prøvelia",
    "Prøvefjord",
    "Prøvemo",
    "Prøveås",
    "Prøvestrand",
]
GIVEN = ["Kari", "Ola", "Ingrid", "Per", "Åse", "Jørgen", "Liv", "Håkon", "Tuva", "Øyvind"]
FAMILY = ["Prøvesen", "Eksempeldal", "Testrud", "Mønsterås", "Skisseberg", "Utkastlien"]
WHO = [
    "Boligkontoret",
    "Programgruppa",
    "Kommunen",
    "Tjenesten for psykisk helse",
    "Flyktningtjenesten",
    "Eiendomsavdelingen",
    "NAV-kontoret",
    "Prosjektgruppa",
    "Oppfølgingsteamet",
    "Tildelingsutvalget",
    "Servicetorget",
    "Rådmannens ledergruppe",
]
DID = [
    "har gått gjennom alle søknader om bolig og ringt hver søker",
    "har laget en felles mal for samtaler med leietakere",
    "møtes nå hver tredje uke og fordeler saker",
    "har prøvd ut et nytt kartleggingsverktøy i to bydeler",
    "har bygd om fire leiligheter til familieboliger",
    "har fått bedre oversikt over hvem som venter",
    "har holdt kurs for 24 ansatte i saksbehandling",
    "følger opp unge leietakere de første seks månedene",
    "har skrevet om rutinene for innflytting",
    "har inngått avtale med en privat utleier om tildelingsrett i 15 år",
    "har tatt saken opp i formannskapet to ganger",
    "vurderer å kjøpe tre eneboliger utenfor sentrum",
]
WHY = [
    "fordi ventelistene var blitt for lange",
    "slik at færre må flytte på nytt",
    "etter ønske fra brukerrådet",
    "i tråd med vedtaket i kommunestyret",
    "og det har gitt færre klager",
    "selv om bemanningen har vært lav",
    "noe som har spart om lag 300 000 kroner",
    "uten at kostnadene har økt",
    "særlig med tanke på barnefamilier",
    "men arbeidet ble forsinket av et langt sykefravær",
    "i samarbeid med nabokommunen",
    "",
]
THEN = [
    "Arbeidet fortsetter neste år.",
    "Erfaringene er gode.",
    "Dette blir tatt med inn i budsjettarbeidet.",
    "Se også møtereferatet fra juni.",
    "Ni familier har flyttet inn.",
    "Det gjenstår å avklare hvem som skal lede arbeidet.",
    "Vi ser at ordningen virker best for dem som har hatt bolig før.",
    "Evalueringen legges fram i mai.",
    "Utfordringen er fortsatt mangel på små leiligheter.",
    "Budsjettrammen for 2015 er uendret.",
]
ACTIVITIES = [
    "Kartlegging av ventelisten",
    "Ny tildelingsrutine",
    "Boligskole for nye leietakere",
    "Tverrfaglig boligteam",
    "Gjennomgang av leiekontrakter",
    "Forprosjekt småhus",
    "Opplæring av vaktmestere",
    "Nettside om boligtilbud",
    "Oppfølging av unge i egen bolig",
    "Programledelse og drift",
    "Dialogmøter med utleiere",
    "Medvirkning fra brukere",
]
COMMENTS = [
    "Tallet er hentet fra søknadene ved årsskiftet.",
    "Basert på en manuell opptelling i mars.",
    "Noen husstander kan være talt to ganger.",
    "Enslige flyktninger er regnet med.",
    "Gjelder bare familier med barn under 12 år.",
    "Økningen skyldes bedre registrering, ikke større behov.",
    "Omfatter også 7 husstander som ble kjent i desember.",
]


def sentence(random: Random) -> str:
    """One sentence as a municipality might write it."""
    return f"{random.choice(WHO)} {random.choice(DID)} {random.choice(WHY)}".strip() + "."


def passage(random: Random, longest: int = 7) -> str:
    """A few sentences: an answer."""
    said = [
        random.choice([sentence(random), sentence(random), random.choice(THEN)])
        for _ in range(random.randint(1, longest))
    ]
    return " ".join([sentence(random), *said])


def person(random: Random) -> str:
    """A name that nobody bears."""
    return f"{random.choice(GIVEN)} {random.choice(FAMILY)}"
