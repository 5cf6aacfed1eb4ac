"""What a person sends about people: whom to invite to which role, until when; an account of one's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext

from boso.access.identity import NATIONAL, is_subject
from boso.access.values import IdentityProvider, Role
from boso.kernel.dates import read_date

LANGUAGES = ("nb", "nn", "en")


@dataclass(slots=True)
class InviteForm:
    """An invitation as typed; `errors` by field, each saying what to do."""

    typed: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def role(self) -> Role | None:
        """The role chosen."""
        value = self.typed.get("role", "")
        if value in {role.value for role in Role}:
            return Role(value)
        self.errors["role"] = gettext("Velg en rolle.")
        return None

    @property
    def language(self) -> str:
        """The language of the mail."""
        asked = self.typed.get("language", "nb")
        return asked if asked in LANGUAGES else "nb"

    def end(self) -> date | None:
        """The day after the last day typed; None where none is, or where what is typed is no day."""
        text = self.typed.get("until", "").strip()
        if not text:
            return None
        read = read_date(text).value
        if read is None or read.year is None or not read.month or not read.day:
            self.errors["until"] = gettext("Skriv siste dag som 31.12.2014, eller la feltet stå tomt.")
            return None
        return date(read.year, read.month, read.day) + timedelta(days=1)


@dataclass(slots=True)
class EnrolForm(InviteForm):
    """A person as typed by who she is at a provider of identities."""

    @property
    def subject(self) -> str:
        """Who she is there, without the spaces people put into long numbers."""
        return "".join(self.typed.get("subject", "").split())

    def provider(self, providers: Mapping[str, IdentityProvider]) -> IdentityProvider | None:
        """Who vouches for her. What is typed of her must be something that may be told there."""
        if not self.typed.get("name", "").strip():
            self.errors["name"] = gettext("Skriv navnet på personen.")
        found = providers.get(self.typed.get("provider", ""))
        if found is None:
            self.errors["provider"] = gettext("Velg hvem personen logger inn med.")
        elif not is_subject(found, self.subject):
            self.errors["subject"] = (
                gettext("Et fødselsnummer har elleve sifre.")
                if found.subject == NATIONAL
                else gettext("Skriv ID-en til personen hos %(name)s, uten mellomrom.") % {"name": found.name}
            )
        return found


@dataclass(slots=True)
class AccountForm:
    """A new account as typed by whoever opened an invitation."""

    typed: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    def check(self) -> bool:
        """The two passwords agree and a name is there; whether they are good enough is asked by the action."""
        if not self.typed.get("username", "").strip():
            self.errors["username"] = gettext("Velg et brukernavn.")
        if self.typed.get("password1", "") != self.typed.get("password2", ""):
            self.errors["password2"] = gettext("De to passordene er ikke like.")
        return not self.errors
