"""Logging in by the page of a provider of identities, and out of both."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from boso.access import actions
from boso.access.identity import digest_of_subject
from boso.access.queries import find_account
from boso.kernel.decisions import SYSTEM
from tests.browser.conftest import PHONE, Reader
from tests.factories import identity
from tests.factories.reports import NOW

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    *map(pytest.mark.filterwarnings, identity.NOT_OURS),
]
KARI, STRANGER = "12345678901", "10987654321"


def test_a_leader_logs_in_where_she_is_known_and_out_again(
    programme: None, reader: Callable[..., Reader], settings: Any
) -> None:
    with identity.running() as server:
        provider = identity.provider(server)
        identity.use(settings, provider)
        server.person(KARI)
        server.person(STRANGER)
        leader = find_account("leder")
        assert leader
        digest = digest_of_subject(provider, KARI, key=settings.IDENTITY_KEY)
        actions.bind(account_id=leader.id, provider="idporten", digest=digest, actor=SYSTEM, now=NOW)
        kari = reader(window=PHONE)
        kari.page.context.route(re.compile("^https:"), lambda route: route.fulfill(body="", content_type="text/css"))
        kari.goes_to("/logg-inn/?next=/konto/")
        kari.finds_no_barrier()
        kari.page.get_by_role("button", name="Logg inn med ID-porten").click()
        kari.page.get_by_placeholder("sub").fill(KARI)
        kari.page.get_by_role("button", name="Authorize").click()
        kari.sees("Rollene dine", "knyttet til")
        kari.complaints.clear()  # of the provider's page, which would have a style from elsewhere
        kari.finds_no_barrier()
        kari.page.get_by_role("button", name="Logg ut").click()
        kari.page.wait_for_url(f"{server.issuer}/**")
        kari.goes_to("/arbeid/")
        kari.sees("Brukernavn")
        kari.page.get_by_role("button", name="Logg inn med ID-porten").click()
        kari.page.get_by_placeholder("sub").fill(STRANGER)
        kari.page.get_by_role("button", name="Authorize").click()
        kari.sees("Ingen konto er knyttet til innloggingen")
        kari.complaints.clear()  # the browser says of each refusal that it was one
        kari.finds_no_barrier()
