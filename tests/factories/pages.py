"""Pages as a browser gets them."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders


def weight_of(page: str) -> int:
    """Bytes of a first visit: the page and all it asks for, compressed as they are sent. Lazy pictures are in closed
    boxes, and are fetched when these are opened."""
    page = re.sub(r'<img [^>]*loading="lazy"[^>]*>', "", page)
    parts = set(re.findall(r'(?:href|src)="/static/([^"?]+)', page))
    assert len(parts) >= 5, "style, type and icon"
    files = {part: Path(str(finders.find(part))).read_bytes() for part in parts}
    sent = [len(f) if name.endswith("woff2") else len(gzip.compress(f)) for name, f in files.items()]
    return len(gzip.compress(page.encode())) + sum(sent)


# Every kind of page that anyone may read, as an address with something to show.
PUBLIC = (
    "/",
    "/kommuner/",
    "/kommuner/gjovik/",
    "/kommuner/oslo/",
    "/kommuner/provevik/",
    "/kommuner/gjovik/rapport/2013/",
    "/kommuner/gjovik/rapport/2013/ost_annual/A_no_dwelling.housed/",
    "/kommuner/gjovik/faktaark/2013/",
    "/kommuner/provevik/faktaark/2012/",
    "/sammenlign/",
    "/status/",
    "/publikasjoner/",
    "/publikasjoner/?region=prove",
    "/publikasjoner/prove-2012-1/",
    "/skjema/",
    "/skjema/ost_annual/2013/",
    "/skjema/ost_annual/2013/endringer/",
    "/om/",
    "/om/definisjoner/",
    "/om/tilgjengelighet/",
    "/om/personvern/",
    "/hjelp/",
    "/hjelp/programleder/",
)

# Pages for those inside, where the number of what they are about is put in.
OF_A_REPORT = (
    "/rapport/{report}/lever/",
    "/rapport/{report}/ettersend/",
    "/rapport/{report}/versjoner/",
    "/rapport/{report}/arbeidsbok/",
)
OF_A_ROUND = ("/region/", "/region/runder/", "/region/runder/{round}/")
OF_A_REVIEW = {
    "kontakt": ("/rapport/{report}/gjennomgang/", "/rapport/{report}/gjennomgang/publiser/", "/rapport/{report}/C/"),
    "leder": ("/rapport/{report}/gjennomgang/", "/rapport/{report}/", "/rapport/{report}/C/", "/arbeid/"),
}
OF_A_DESK = (
    "/region/prove/oversikt/",
    "/region/prove/oversikt/?q=finnesikke",
    "/region/prove/kommune/provevik/",
    "/region/prove/kommune/provevik/mote/2012/",
    "/region/prove/kommune/provevik/mote/2013/",
    "/referat/{meeting}/",
)
OF_PEOPLE = {
    "leder": ("/personer/", "/logg/", "/overlevering/provevik/"),
    "region": ("/personer/", "/logg/"),
    "redaktor": (
        "/arsmelding/",
        "/region/prove/arsmelding/",
        "/region/prove/arsmelding/2013/",
        "/region/prove/arsmelding/2013/temaer/",
        "/region/prove/arsmelding/2013/svar/",
        "/region/prove/arsmelding/2013/frys/",
    ),
}
OF_THE_EDITOR = ("/rapport/{report}/", "/rapport/{report}/A/", "/rapport/{report}/5/", "/rapport/{report}/utskrift/")
