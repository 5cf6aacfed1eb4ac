"""What a page says of itself to whoever links to it: its lasting address, its languages, and a picture."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.encoding import iri_to_uri
from django.utils.translation import get_language

from boso.web.form_pages import page_of
from boso.web.middleware.language import DEFAULT, IN_ADDRESS
from boso.web.permissions import KEPT

LANGUAGES = (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"))
LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The page in a language. `here` keeps what was chosen on it; `address` is the lasting one, for others."""

    code: str
    name: str
    here: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """The addresses of a page. Only public pages that exist have one that is meant to be found."""

    findable: bool
    canonical: str
    locale: str
    picture: str
    languages: tuple[InLanguage, ...]


def sharing_of(request: HttpRequest) -> Sharing:
    """The page of this request, in the languages it can be read in."""
    match = request.resolver_match
    language = get_language() or DEFAULT
    findable = bool(match) and match.view_name in KEPT  # type: ignore[union-attr]
    root = request.build_absolute_uri("/")[:-1] if findable else ""  # a page of errors may stand under a wrong name
    versions = tuple(_version(request, root, code, name) for code, name in LANGUAGES)
    return Sharing(
        findable=findable,
        canonical=next(v.address for v in versions if v.code == language),
        locale=LOCALES[language],
        picture=root + static("share.png"),
        languages=versions,
    )


def here_in(request: HttpRequest, language: str = "") -> str:
    """The address of the page one is at, with what was chosen there, in a language; without one, with none said."""
    path, chosen = page_of(request)
    chosen.pop(IN_ADDRESS, None)
    if language:
        chosen[IN_ADDRESS] = language
    return f"{path}?{chosen.urlencode()}" if chosen else path


def _version(request: HttpRequest, root: str, code: str, name: str) -> InLanguage:
    address = root + iri_to_uri(request.path)
    lasting = address if code == DEFAULT else f"{address}?{IN_ADDRESS}={code}"
    return InLanguage(code, name, here_in(request, code), lasting)
