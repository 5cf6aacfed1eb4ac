"""A provider of identities on this machine: a real OpenID Connect server, whose tokens a test may spoil."""

import io
import json
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import requests
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.test import Client
from werkzeug.serving import WSGIRequestHandler, make_server

from boso.access import actions
from boso.access.identity import digest_of_subject
from boso.access.values import Account, IdentityProvider
from boso.audit.queries import list_for_subject
from boso.config.identity import for_library
from boso.kernel.decisions import SYSTEM
from tests.factories.reports import NOW

PID = "pid"
KARI, OLA = "12345678901", "10987654321"
SECRET = "JBSWY3DPEHPK3PXP"  # of the second step
HIGH, SUBSTANTIAL, LOW = "idporten-loa-high", "idporten-loa-substantial", "idporten-loa-low"
NOT_OURS = (  # what the library of the server has to say of the libraries it uses itself
    "ignore:.*authlib.jose:DeprecationWarning",
    "ignore:.*httpx module is deprecated:DeprecationWarning",
    "ignore:get_jwt_config:DeprecationWarning",
)
type_of_start = Callable[[str, list[tuple[str, str]]], Any]


@dataclass
class Server:
    """A server that runs, and what is done to its answers. `spoil` changes the claims of the next tokens.

    `registered`: our public key there; then whoever asks for tokens proves herself by it, each time anew.
    """

    app: Any
    port: int = 0
    spoil: Callable[[dict[str, Any]], None] | None = None
    foreign_key: bool = False
    registered: Any = None
    proven: list[str] = field(default_factory=list)  # assertions it has taken
    told_of_it: list[str] = field(default_factory=list)  # why it took one not
    key: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    @property
    def issuer(self) -> str:
        """Its address."""
        return f"http://localhost:{self.port}"

    def heal(self) -> None:
        """Answer as it should again."""
        self.spoil, self.foreign_key, self.registered = None, False, None
        self.proven, self.told_of_it = [], []

    def person(self, sub: str, **claims: Any) -> None:
        """Somebody it knows."""
        told: dict[str, Any] = {"acr": HIGH, PID: sub, "email": "kari@demo.example", "email_verified": True, **claims}
        requests.put(f"{self.issuer}/users/{sub}", json=told, timeout=5).raise_for_status()

    def __call__(self, environ: dict[str, Any], start: type_of_start) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/oauth2/token" and self.registered and not self._knows_us(environ):
            start("401 Unauthorized", [("Content-Type", "application/json")])
            return [b'{"error": "invalid_client"}']
        if environ["PATH_INFO"] != "/oauth2/token" or not (self.spoil or self.foreign_key):
            answer: Iterable[bytes] = self.app(environ, start)
            return answer
        told: dict[str, Any] = {}

        def hold(status: str, headers: list[tuple[str, str]], *more: Any) -> None:
            told.update(status=status, headers=[h for h in headers if h[0].lower() != "content-length"])

        body = json.loads(b"".join(self.app(environ, hold)))
        body["id_token"] = self._again(body["id_token"])
        start(told["status"], told["headers"])
        return [json.dumps(body).encode()]

    def _knows_us(self, environ: dict[str, Any]) -> bool:
        """Whether what is sent is signed by the key that is registered, for this server, once, and with no secret."""
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))
        passed_on = body + b"&client_secret=x"  # what the library behind knows of
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(passed_on), str(len(passed_on))
        sent = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        try:
            claims = jwt.decode(
                sent["client_assertion"], self.registered, algorithms=["RS256", "ES256"], audience=self.issuer,
                options={"require": ["exp", "iat", "jti", "sub", "iss"]},
            )  # fmt: skip
            assert claims["iss"] == claims["sub"] == sent["client_id"] == "boso"
            assert sent["client_assertion_type"].endswith(":jwt-bearer")
            assert claims["exp"] - claims["iat"] <= 120, "ID-porten takes no assertion that lasts longer"
            assert not {"client_secret", "HTTP_AUTHORIZATION"} & {*sent, *environ}
            assert claims["jti"] not in self.proven
        except (jwt.PyJWTError, KeyError, AssertionError, TypeError, AttributeError) as fault:
            self.told_of_it.append(repr(fault))
            return False
        self.proven.append(claims["jti"])
        return True

    def _again(self, token: str) -> str:
        """The token with other claims. Signed by a key nobody published, or not at all where `spoil` says so."""
        claims = jwt.decode(token, options={"verify_signature": False})
        if self.spoil:
            self.spoil(claims)
        if self.foreign_key:
            return jwt.encode(claims, self.key, algorithm="RS256")
        return jwt.encode(claims, self._own_key(), algorithm="RS256")

    def _own_key(self) -> Any:
        """The server's own key: what it signs is as true as anything it says."""
        kept = next(each for each in self.app.before_request_funcs[None] if each.__name__ == "set_globals")
        storage = next(c.cell_contents for c in kept.__closure__ if type(c.cell_contents).__name__ == "Storage")
        return jwt.algorithms.RSAAlgorithm.from_jwk(json.dumps(storage.jwk.as_dict(is_private=True)))


class Quiet(WSGIRequestHandler):
    """Says nothing of what it is asked."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def running() -> Iterator[Server]:
    """The server, for as long as it is needed."""
    with warnings.catch_warnings(record=True):  # of the libraries that the server itself uses
        import oidc_provider_mock

    server = Server(oidc_provider_mock.app(require_nonce=True))
    listening = make_server("localhost", 0, server, threaded=True, request_handler=Quiet)
    server.port = listening.server_port
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        thread.join(5)
        listening.server_close()


def provider(server: Server, **more: Any) -> IdentityProvider:
    """ID-porten as the settings would name it, only that it is this server."""
    told: dict[str, Any] = {
        "code": "idporten", "name": "ID-porten", "issuer": server.issuer, "client_id": "boso", "secret": "hemmelig",
        "subject": PID, "levels": (SUBSTANTIAL, HIGH),
    }  # fmt: skip
    return IdentityProvider(**(told | more))


def use(settings: Any, *providers: IdentityProvider, local: bool = True) -> None:
    """Let people log in by these."""
    settings.IDENTITY_PROVIDERS = {each.code: each for each in providers}
    settings.SOCIALACCOUNT_PROVIDERS = for_library(settings.IDENTITY_PROVIDERS)
    settings.LOCAL_LOGIN = local


def onward(page: Any) -> str:
    """Where a page goes on to by itself."""
    from html import unescape

    text = page.content.decode()
    assert page.status_code == 200, text
    return unescape(text.split('content="0; url=')[1].split('"')[0])


def asked_for(address: str) -> Mapping[str, str]:
    """What a provider is asked."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def agreed(address: str, sub: str) -> str:
    """The person says who she is at the provider; where it sends her back to, as a path of ours."""
    answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def by(client: Client, sub: str, code: str = "idporten", **sent: str) -> Any:
    """Log in at a provider: away, and back again; the last answer."""
    return client.get(agreed(onward(client.post(f"/logg-inn/med/{code}/", sent)), sub))


def long_ago() -> int:
    """A moment that is past."""
    return int(time.time()) - 3600


def bound(server: Server, person: Account, sub: str = KARI) -> Account:
    """The account, with the person at the provider bound to it."""
    digest = digest_of_subject(settings.IDENTITY_PROVIDERS["idporten"], sub, key=settings.IDENTITY_KEY)
    actions.bind(account_id=person.id, provider="idporten", digest=digest, actor=SYSTEM, now=NOW)
    return person


def inside(client: Client) -> bool:
    return client.get("/arbeid/").status_code == 200


def acts(person: Account) -> list[str]:
    return [entry.act for entry in list_for_subject("account", str(person.id))]


def app_code() -> str:
    """What the app of the second step shows now."""
    return str(format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time()))))
