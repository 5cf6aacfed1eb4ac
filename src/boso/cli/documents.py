"""What commands that make documents share: the formats asked for, and files that appear whole or not at all."""

import importlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from boso.kernel.errors import BosoError, Invalid

FORMATS = ("html", "pdf", "docx", "xlsx", "json")
LANGUAGES = ("nb", "nn", "en")


def formats_in(given: str) -> list[str]:
    """The formats of a list as "html,pdf", each once. Raises Invalid, naming those there are."""
    asked = [name.strip().lower() for name in given.split(",") if name.strip()]
    unknown = [name for name in asked if name not in FORMATS]
    if unknown or not asked:
        raise Invalid(f"Formatet «{', '.join(unknown) or given}» finnes ikke; velg blant {', '.join(FORMATS)}.")
    return list(dict.fromkeys(asked))


def write_all(publication: object, formats: Iterable[str], *, stem: str, folder: Path) -> None:
    """One file a format, named by the stem; the path of each is printed when it is there."""
    for name in formats:
        path = folder / f"{stem}.{name}"
        _write(path, _writer(name)(publication))
        print(path)


def _writer(name: str) -> Callable[[object], bytes]:
    module = importlib.import_module(f"boso.publishing.writers.{'plain' if name == 'json' else name}")
    writer: Callable[[object], bytes] = getattr(module, f"write_{name}")
    return writer


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as fault:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise BosoError(f"Kan ikke skrive {path}: {fault.strerror}. Velg en annen mappe med --out.") from fault
