"""The environment, read once: every variable the house knows, its meaning, and one clear sentence for each mistake."""

import difflib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from boso.kernel.errors import BosoError

DEMO_TODAY = date(2014, 2, 10)
SHORTEST_SECRET = 32
MOST_AT_ONCE = 48
OF_PROVIDERS = "BOSO_LOGIN_"  # read, and refused where they are not known, by `boso.config.identity`


class BadEnvironment(BosoError):
    """A variable is missing, unknown or cannot be understood; the message names it and says what to write."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a PostgreSQL server is and as whom to log in; an empty `host` means the embedded one."""

    name: str
    user: str = ""
    password: str = field(default="", repr=False)
    host: str = ""
    port: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The settings a person can give, understood. `VARIABLES` says what each means."""

    folder: Path
    demo: bool
    today: date | None
    server: Server | None
    owner_server: Server | None
    secret_key: str
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    https: bool
    workers: int
    threads: int
    session_hours: int = 8
    idle_minutes: int = 120
    statement: str = ""


VARIABLES: Mapping[str, str] = {
    "BOSO_DATA": "folder for the database and files; the user's data folder when not given",
    "BOSO_DEMO": "1 = demo: accounts with a known password, invented municipalities; set by `boso demo`",
    "BOSO_TODAY": "the date the program believes it is, as 2014-02-10; only in the demo",
    "BOSO_HOSTS": "names the server answers to, separated by comma, as boso.example.no",
    "BOSO_ORIGINS": "addresses forms may be sent from, as https://boso.example.no; needed behind a proxy",
    "BOSO_HTTPS": "1 = people reach the server by https (behind a proxy that sets X-Forwarded-Proto)",
    "BOSO_MAIL": "where mail goes: smtp://user:password@host:587?security=starttls, console, or file (default)",
    "BOSO_MAIL_FROM": "whom mail comes from, as boso@example.no",
    "BOSO_WORKERS": "number of processes that answer (default 1)",
    "BOSO_THREADS": "number of threads in each of them (default 4)",
    "BOSO_SESSION_HOURS": "hours a log-in lasts, whatever is done (default 8, at most 24)",
    "BOSO_IDLE_MINUTES": "minutes without a sign of life after which a log-in ends (default 120, at most 1440)",
    "BOSO_LOGIN": "who vouches for people by OpenID Connect, as idporten,entra; BOSO_LOGIN_IDPORTEN_… says how",
    "BOSO_LOCAL_LOGIN": "0 = nobody logs in with a password of ours (default 1)",
    "BOSO_IDENTITY_KEY": "key of what is kept of people at those who vouch for them (default SECRET_KEY)",
    "BOSO_IDENTITY_KEY_FILE": "a file with that key",
    "BOSO_STATEMENT": "address of this site's accessibility statement, as https://uustatus.no/nb/erklaringer/…",
    "BOSO_PYTHON": "the Python that ./boso makes its environment with",
    "BOSO_TEST_DATABASE_URL": "a PostgreSQL server for `boso test`; the embedded one when not given",
    "BOSO_CHROMIUM": "path of the browser that `boso test` uses",
}

_YES_NO = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}


def read(environ: Mapping[str, str] | None = None) -> Environment:
    """The environment understood; raises `BadEnvironment` with one sentence at the first mistake."""
    given = os.environ if environ is None else environ
    _refuse_unknown(given)
    _refuse_too_many(given)
    demo = _flag(given, "BOSO_DEMO")
    return Environment(
        folder=data_folder(given),
        demo=demo,
        today=_today(given, demo=demo),
        server=_server(given, "DATABASE_URL"),
        owner_server=_server(given, "DATABASE_OWNER_URL"),
        secret_key=_secret_key(given),
        hosts=_names(given, "BOSO_HOSTS"),
        origins=_origins(given),
        https=_flag(given, "BOSO_HTTPS"),
        workers=_workers(given),
        threads=_threads(given),
        session_hours=_count(given, "BOSO_SESSION_HOURS", default=8, most=24),
        idle_minutes=_count(given, "BOSO_IDLE_MINUTES", default=120, most=24 * 60),
        statement=_statement(given),
    )


def data_folder(given: Mapping[str, str]) -> Path:
    """Where the program keeps its database and files: `BOSO_DATA`, or the user's data folder of the system."""
    if given.get("BOSO_DATA"):
        return Path(given["BOSO_DATA"]).expanduser().absolute()
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/boso"
    return Path(given.get("XDG_DATA_HOME") or Path.home() / ".local/share").absolute() / "boso"


def _refuse_unknown(given: Mapping[str, str]) -> None:
    for name in given:
        if name.startswith("BOSO_") and not name.startswith(OF_PROVIDERS) and name not in VARIABLES:
            known = [variable.removeprefix("BOSO_") for variable in VARIABLES]
            near = difflib.get_close_matches(name.removeprefix("BOSO_"), known, n=1)
            hint = f"did you mean BOSO_{near[0]}?" if near else f"known are {', '.join(VARIABLES)}."
            raise BadEnvironment(f"The environment variable {name} is not known; {hint}")


def _refuse_too_many(given: Mapping[str, str]) -> None:
    """Each thread may hold a connection, and the embedded server gives sixty."""
    at_once = _workers(given) * _threads(given)
    if at_once > MOST_AT_ONCE and not given.get("DATABASE_URL"):
        raise BadEnvironment(
            f"BOSO_WORKERS times BOSO_THREADS is {at_once}; the embedded database serves {MOST_AT_ONCE} at once, "
            "so make them fewer, or set DATABASE_URL to a server."
        )


def _workers(given: Mapping[str, str]) -> int:
    return _count(given, "BOSO_WORKERS", default=1, most=64)


def _threads(given: Mapping[str, str]) -> int:
    return _count(given, "BOSO_THREADS", default=4, most=64)


def _flag(given: Mapping[str, str], name: str) -> bool:
    try:
        return _YES_NO[given.get(name, "").strip().lower()]
    except KeyError:
        raise BadEnvironment(f"{name} is {given[name]!r}; write 1 or 0.") from None


def _count(given: Mapping[str, str], name: str, *, default: int, most: int) -> int:
    text = given.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise BadEnvironment(f"{name} is {text!r}; write a whole number from 1 to {most}.")
    return int(text)


def _names(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in given.get(name, "").split(",") if part.strip())


def _origins(given: Mapping[str, str]) -> tuple[str, ...]:
    origins = _names(given, "BOSO_ORIGINS")
    for origin in origins:
        if not origin.startswith(("https://", "http://")):
            raise BadEnvironment(f"BOSO_ORIGINS holds {origin!r}; write whole addresses, as https://boso.example.no.")
    return origins


def _statement(given: Mapping[str, str]) -> str:
    address = given.get("BOSO_STATEMENT", "").strip()
    if address and not address.startswith("https://"):
        raise BadEnvironment(f"BOSO_STATEMENT is {address!r}; write the whole address, from https://.")
    return address


def _today(given: Mapping[str, str], *, demo: bool) -> date | None:
    text = given.get("BOSO_TODAY", "").strip()
    if not text:
        return DEMO_TODAY if demo else None
    if not demo:
        raise BadEnvironment("BOSO_TODAY is for the demo only; remove it, or set BOSO_DEMO=1.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadEnvironment(f"BOSO_TODAY is {text!r}; write a date as 2014-02-10.") from None


def _secret_key(given: Mapping[str, str]) -> str:
    key = given.get("SECRET_KEY", "")
    if key and len(key) < SHORTEST_SECRET:
        raise BadEnvironment(f"SECRET_KEY has {len(key)} characters; use at least {SHORTEST_SECRET} random ones.")
    return key


def _server(given: Mapping[str, str], name: str) -> Server | None:
    url = given.get(name, "").strip()
    return parse_url(url, variable=name) if url else None


def parse_url(url: str, *, variable: str) -> Server:
    """A server out of `postgresql://user:password@host:port/name?sslmode=require`; `host` may be a socket folder."""
    example = "write postgresql://user:password@host:5432/name"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadEnvironment(f"{variable} is not an address; {example}.") from None
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadEnvironment(f"{variable} begins with {parts.scheme or 'nothing'!r}; {example}.")
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise BadEnvironment(f"{variable} names no database; {example}.")
    try:
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError:
        raise BadEnvironment(f"{variable}: write name=value after the question mark, not {parts.query!r}.") from None
    host = options.pop("host", "") or unquote(parts.hostname or "") or "localhost"
    return Server(
        name=name,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=host,
        port=str(port or options.pop("port", "")),
        options=options,
    )
