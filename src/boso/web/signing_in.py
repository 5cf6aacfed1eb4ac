"""Logging in with a local account, with a second step or without: our fields, our words."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boso.web.federation import vouched_in


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

    def get_login_stages(self) -> list[str]:
        """What is asked for after the first step. Whom a provider knows surely enough has taken two there already."""
        stages: list[str] = super().get_login_stages()
        vouched = vouched_in(self.request)
        return [] if vouched and vouched.surely else stages

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """What is noted of a log-in by a provider, also one that took our second step after it."""
        from boso.web.public import federated  # noqa: PLC0415 -- the library reads this file before the pages are there

        answer: HttpResponse = super().post_login(request, user, **kwargs)
        federated.entered(request)
        return answer


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step, with its messages in the reader's language."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Koden stemmer ikke. Skriv koden som appen viser nå."),
        "cannot_delete_authenticator": _("Innlogging i to trinn kan ikke slås av for denne kontoen."),
        "cannot_generate_recovery_codes": _("Slå på innlogging i to trinn før du lager reservekoder."),
    }


LABELS: dict[str, str | Promise] = {
    "login": _("Brukernavn"),
    "password": _("Passord"),
    "oldpassword": _("Passordet du har nå"),
    "password1": _("Nytt passord"),
    "password2": _("Nytt passord en gang til"),
    "code": _("Kode"),
}


class Dressed:
    """The library's forms in our words and our look: a label says what a placeholder would hide."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["class"] = "ds-input"


class LogInForm(Dressed, LoginForm):  # type: ignore[misc]
    """The fields are called `username` and `password` in the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update({"autocapitalize": "none", "spellcheck": "false"})

    def add_prefix(self, field_name: str) -> str:
        """The name of the field in the page."""
        return str(super().add_prefix("username" if field_name == "login" else field_name))


class NewPasswordForm(Dressed, ChangePasswordForm):  # type: ignore[misc]
    """Changing one's password."""


class ConfirmForm(Dressed, ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class CodeForm(Dressed, AuthenticateForm):  # type: ignore[misc]
    """The code of the second step."""


class ConfirmCodeForm(Dressed, mfa.ReauthenticateForm):  # type: ignore[misc]
    """A code once more."""


class FirstCodeForm(Dressed, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""
