"""A workbook that comes back, and which of its changes are taken."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

TICK, SEEN = "ta", "sett:"
MOST_DIGITS = 9


class WorkbookForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("Arbeidsboken"),
        help_text=_("Excel-filen (.xlsx) du hentet her og har fylt ut."),
        error_messages={
            "required": _("Velg en fil først."),
            "missing": _("Velg en fil først."),
            "empty": _("Filen er tom. Velg en fil med innhold."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx", "class": "ds-input"}),
    )


def chosen_in(sent: QueryDict) -> dict[int, str]:
    """The ticked changes by number, each with the mark of what stood there when the page was shown."""
    ticked: list[Any] = sent.getlist(TICK)
    numbers = [int(n) for n in ticked if isinstance(n, str) and n.isascii() and n.isdecimal() and len(n) < MOST_DIGITS]
    return {number: sent.get(f"{SEEN}{number}", "") for number in numbers}
