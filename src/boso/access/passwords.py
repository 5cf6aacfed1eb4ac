"""What is asked of a password beyond what Django says in Norwegian."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """Django's own rule in our words: its newest ones are not translated into Norwegian."""

    def get_error_message(self) -> str:
        """What is wrong, and how long a password has to be."""
        return ngettext(
            "Passordet er for kort. Det må ha minst %(n)d tegn.",
            "Passordet er for kort. Det må ha minst %(n)d tegn.",
            self.min_length,
        ) % {"n": self.min_length}

    def get_help_text(self) -> str:
        """What is asked for."""
        return ngettext("Passordet må ha minst %(n)d tegn.", "Passordet må ha minst %(n)d tegn.", self.min_length) % {
            "n": self.min_length
        }
