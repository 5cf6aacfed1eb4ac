"""`boso demo` and `boso serve`: everything started, and the pages answered."""

import argparse
import importlib
import os
import secrets
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from boso.cli.database import with_database, with_programme
from boso.kernel.errors import BosoError

DEFAULT_PORT = 8000
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

ACCOUNTS = {
    "leder": "programme leader in Prøvevik",
    "ansvarlig": "programme owner in Prøvevik",
    "bidragsyter": "contributor in Prøvevik",
    "saksbehandler": "case worker in Prøvevik",
    "beslutter": "decision maker in Prøvevik",
    "revisor": "auditor in Prøvevik",
    "bydel": "leader of the city district Nordre in Prøvevik",
    "leder2": "programme leader in Prøvesund",
    "leder3": "programme leader in Prøvebygd, whose report is back with questions",
    "programkontakt": "the state bank's contact in region Prøve and region øst",
    "region": "the state bank's region",
    "redaktor": "editor of the annual report",
    "admin": "system administrator: people, settings, forms",
}


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `demo` and `serve` to the command line."""
    demo = subparsers.add_parser(
        "demo",
        help="start everything with the real programme and demo accounts",
        description="Starts everything on the embedded database, with the real programme and demo accounts.",
        epilog="Example: boso demo --port 8080",
    )
    demo.add_argument("--port", type=int, default=DEFAULT_PORT, help="default %(default)s")
    demo.add_argument("--host", default="127.0.0.1", help="address to listen on, default %(default)s")
    demo.set_defaults(run=run_demo)
    serve = subparsers.add_parser(
        "serve",
        help="start the server",
        description="Starts the server. Settings come from the environment: SECRET_KEY, DATABASE_URL, BOSO_HOSTS, …",
        epilog="Example: SECRET_KEY=… DATABASE_URL=postgresql://… BOSO_HOSTS=boso.example.no boso serve --host 0.0.0.0",
    )
    serve.add_argument("--port", type=int, default=DEFAULT_PORT, help="default %(default)s")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on, default %(default)s")
    serve.set_defaults(run=run_serve)


def _house(module: str) -> Any:
    """A module of the house above, by name: imports point down."""
    return importlib.import_module(f"boso.config.{module}")


def run_serve(args: argparse.Namespace) -> int:
    """Serves until told to stop."""
    environment = _house("env").read()
    if not environment.secret_key:
        raise BosoError(
            "The environment variable SECRET_KEY is missing; set it to a long random text and keep it, "
            "for example: export SECRET_KEY=$(openssl rand -base64 48)"
        )
    if environment.demo:
        raise BosoError("BOSO_DEMO is set; start the demo by `boso demo`, or remove BOSO_DEMO to serve.")
    _house("serving").assert_free(args.host, args.port)
    with_programme()
    hosts = ", ".join(environment.hosts) or "localhost only (name others in BOSO_HOSTS)"
    lines = [f"boso answers on http://{_reachable(args.host)}:{args.port}/ for {hosts}. Stop with Ctrl+C."]
    _house("serving").serve(environment, host=args.host, port=args.port, ready=partial(_print, lines))
    return 0


def run_demo(args: argparse.Namespace) -> int:
    """Serves the demo: always on the embedded database, and never on a real server's."""
    for variable in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        if os.environ.pop(variable, None):
            print(f"boso: {variable} is left alone; the demo has a database of its own.", file=sys.stderr)
    os.environ["BOSO_DEMO"] = "1"
    where = f"http://{_reachable(args.host)}:{args.port}/"
    os.environ.setdefault("BOSO_ORIGINS", where.rstrip("/"))  # links in the demo's mails lead to the demo
    environment = _house("env").read()
    _house("serving").assert_free(args.host, args.port)
    with_database()
    password = _password(environment.folder)
    _fill(password)
    lines = [
        f"The demo answers on {where} – its today is {environment.today:%Y-%m-%d}. Stop with Ctrl+C.",
        f"Log in on {where}logg-inn/ with the password {password} as:",
        *(f"  {name:<16}{what}" for name, what in ACCOUNTS.items()),
    ]
    _house("serving").serve(environment, host=args.host, port=args.port, ready=partial(_print, lines))
    return 0


def _fill(password: str) -> None:
    if not find_spec("boso.seed.demo"):
        print("boso: There is no demo content yet.", file=sys.stderr)
        return
    clock = importlib.import_module("boso.places.clock")
    print("Filling the demo …", file=sys.stderr)
    importlib.import_module("boso.seed.demo").load(now=clock.current_moment(), password=password)


def _password(folder: Path) -> str:
    """The demo's one password: random, made on first use and kept, so that it holds after a restart."""
    kept = folder / "demo-password"
    if not kept.exists():
        groups = ["".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(3)]
        with open(kept, "w", opener=lambda path, flags: os.open(path, flags, 0o600), encoding="ascii") as new:
            new.write("-".join(groups))
    return kept.read_text(encoding="ascii")


def _reachable(host: str) -> str:
    return "localhost" if host in {"127.0.0.1", "0.0.0.0", "::"} else host  # noqa: S104 -- not listening here


def _print(lines: list[str]) -> None:
    print("\n".join(lines), flush=True)
