"""What tells the figures of one document from those of all others."""

import hashlib
import json
from decimal import Decimal

from boso.publishing.values import Publication
from boso.publishing.words import word

SHORT = 16  # hexadecimal digits of an identifier that are printed


def identifier(publication: Publication) -> str:
    """Its own identifier where it has one, or one computed from its figures."""
    given = publication.attached.get("identifier")
    if given:
        return str(given)
    written = json.dumps(publication.attached, ensure_ascii=False, sort_keys=True, default=as_number)
    return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()


def foot(publication: Publication) -> str:
    """What stands at the foot of every page, beside its number: what it is a page of, when it was made, and of what."""
    language = publication.language
    made = word("footer", language, date=publication.made.strftime("%d.%m.%Y"))
    figures = word("footer_figures", language, identifier=identifier(publication)[:SHORT])
    return " · ".join(part for part in (publication.running, made, figures) if part)


def as_number(value: object) -> object:
    """A decimal as a JSON number; anything else unknown to JSON is a fault of the caller."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no place in a publication")
