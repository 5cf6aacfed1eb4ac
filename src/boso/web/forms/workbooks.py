"""A workbook that comes back, and which of its changes are taken."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from boso.web.forms.numbers import number_in

TICK, SEEN = "ta", "sett:"


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
    numbers = [number_in(each) for each in ticked if isinstance(each, str)]
    return {number: sent.get(f"{SEEN}{number}", "") for number in numbers if number is not None}
