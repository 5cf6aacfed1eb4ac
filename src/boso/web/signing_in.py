"""Logging in with a local account: the form's own field names, and every message in the reader's language."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Accounts are made by those who run the system, never by signing up."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Kontoen er stengt."),
        "enter_current_password": _("Skriv passordet du har nå."),
        "incorrect_code": _("Koden stemmer ikke. Skriv koden som appen viser nå."),
        "incorrect_password": _("Passordet stemmer ikke."),
        "rate_limited": _("For mange forsøk. Vent et minutt og prøv igjen."),
        "too_many_login_attempts": _("For mange forsøk. Vent noen minutter og prøv igjen."),
        "username_password_mismatch": _("Brukernavnet eller passordet stemmer ikke."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        del request
        return False


class LogInForm(LoginForm):  # type: ignore[misc]
    """The fields are called `username` and `password` in the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("login", _("Brukernavn")), ("password", _("Passord"))):
            field = self.fields[name]
            field.label = label
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["class"] = "ds-input"
        self.fields["login"].widget.attrs.update({"autocapitalize": "none", "spellcheck": "false"})

    def add_prefix(self, field_name: str) -> str:
        """The name of the field in the page."""
        return str(super().add_prefix("username" if field_name == "login" else field_name))
