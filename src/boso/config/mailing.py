"""Where mail goes: an SMTP server, the console, or files in the data folder, by `BOSO_MAIL`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from boso.config.env import BadEnvironment

BACKENDS = "django.core.mail.backends"
PORTS = {"starttls": 587, "tls": 465, "none": 25}
EXAMPLE = "smtp://user:password@mail.example.no:587?security=starttls, console, or file"


@dataclass(frozen=True, slots=True)
class Mail:
    """Django's settings of mail; `sender` is whom mails come from."""

    settings: Mapping[str, Any]
    sender: str


def read_mail(given: Mapping[str, str], folder: Path) -> Mail:
    """The way of mail out of the environment. Raises BadEnvironment with one sentence for a mistake."""
    sender = given.get("BOSO_MAIL_FROM", "").strip() or "boso <boso@localhost>"
    if "@" not in sender or "\n" in sender:
        raise BadEnvironment(f"BOSO_MAIL_FROM is {sender!r}; write an address, as boso@example.no.")
    way = given.get("BOSO_MAIL", "").strip() or "file"
    if way == "console":
        return Mail({"EMAIL_BACKEND": f"{BACKENDS}.console.EmailBackend"}, sender)
    if way == "file":
        return Mail(
            {"EMAIL_BACKEND": f"{BACKENDS}.filebased.EmailBackend", "EMAIL_FILE_PATH": str(folder / "mail")}, sender
        )
    return Mail(_smtp(way), sender)


def _smtp(way: str) -> dict[str, Any]:
    parts = urlsplit(way)
    security = parse_qs(parts.query).get("security", ["starttls"])[0]
    try:
        port = parts.port
    except ValueError:
        raise BadEnvironment(f"BOSO_MAIL names no port that exists; write {EXAMPLE}.") from None
    if parts.scheme != "smtp" or not parts.hostname or security not in PORTS:
        raise BadEnvironment(f"BOSO_MAIL cannot be understood; write {EXAMPLE} (security: starttls, tls or none).")
    return {
        "EMAIL_BACKEND": f"{BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or PORTS[security],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": security == "starttls",
        "EMAIL_USE_SSL": security == "tls",
        "EMAIL_TIMEOUT": 20,
    }
