"""Fills the demo: the real programme with the figures published in real reports, and region Prøve beside it."""

from datetime import datetime
from pathlib import Path

from boso.kernel.decisions import SYSTEM
from boso.places import actions as places
from boso.places import loading as place_files
from boso.places.queries import get_municipality
from boso.programme import actions as programme
from boso.programme import loading as programme_files
from boso.seed.annual import load_annual_reports
from boso.seed.contact import load_contact
from boso.seed.invented import municipalities
from boso.seed.people import load_people
from boso.seed.published import load_published, published_figures
from boso.seed.rounds import EXTENDED, give_demo_extension, open_demo_round
from boso.seed.talking import load_talk
from boso.seed.writing import write_reports

FILES = Path(__file__).parent / "files"
LENT_FROM = "sarpsborg-2013"  # Prøvevik's figures for 2013 are those that Sarpsborg really published


def load(*, now: datetime, password: str) -> None:
    """Everything the demo shows. Loading again changes nothing but the password of the accounts."""
    for folder in (place_files.FILES, FILES / "places"):
        places.load_files(actor=SYSTEM, now=now, folder=folder)
    for folder in (programme_files.FILES, FILES / "programme"):
        programme.load_files(actor=SYSTEM, now=now, folder=folder)
    load_people(now=now, password=password)
    load_published(now=now)
    round_id = open_demo_round(now=now)
    lent = published_figures(LENT_FROM)
    for place, municipality in enumerate(municipalities()):
        row = get_municipality(municipality.slug)
        write_reports(municipality, row.id, now=now, open_figures=lent if place == 0 else {})
        if municipality.slug == EXTENDED[0]:
            give_demo_extension(round_id, row.id, now=now)
    load_talk(now=now)
    load_contact(now=now)
    load_annual_reports(now=now)
