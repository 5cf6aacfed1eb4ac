"""A file that comes in through a page."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from boso.places.queries import list_municipalities

KINDS = ".txt,.pdf,.docx,.xlsx"


class UploadForm(forms.Form):
    """A report as a file; municipality and year only where the file does not say them."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("Tekst, PDF, Word eller Excel."),
        error_messages={
            "required": _("Velg en fil først."),
            "missing": _("Velg en fil først."),
            "empty": _("Filen er tom. Velg en fil med innhold."),
        },
        widget=forms.FileInput(attrs={"accept": KINDS, "class": "ds-input"}),
    )
    municipality = forms.ChoiceField(
        label=_("Kommune"), required=False, widget=forms.Select(attrs={"class": "ds-input"})
    )
    year = forms.IntegerField(
        label=_("Rapporteringsår"),
        required=False,
        min_value=2000,
        max_value=2100,
        widget=forms.NumberInput(attrs={"class": "ds-input"}),
        error_messages={"invalid": _("Skriv et årstall, for eksempel 2013.")},
    )

    def __init__(self, *args: Any, within: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [m for invented in (False, True) for m in list_municipalities(ids=within, invented=invented)]
        municipality = self.fields["municipality"]
        assert isinstance(municipality, forms.ChoiceField)  # noqa: S101 -- tells the type checker what stands above
        municipality.choices = [("", _("Som filen sier")), *((m.slug, m.name) for m in rows)]


@contextmanager
def uploaded(file: "UploadedFile[Any]") -> Iterator[Path]:
    """The file on disk while it is read, under a name of ours; gone afterwards."""
    suffix = Path(file.name or "").suffix.lower()
    with tempfile.TemporaryDirectory(prefix="boso-upload-") as folder:
        path = Path(folder) / f"file{suffix}"
        with path.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        yield path
