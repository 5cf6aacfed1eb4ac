"""The environment is read once, and each mistake in it is one sentence that names the variable."""

from datetime import date
from pathlib import Path

import pytest

from boso.config import env
from boso.config.postgres.cluster import explain
from boso.kernel.errors import BosoError

GIVEN = {"HOME": "/home/kari", "BOSO_DATA": "/srv/boso"}


def test_nothing_given_is_the_embedded_database_and_no_demo() -> None:
    read = env.read(GIVEN)
    assert (read.folder, read.demo, read.today, read.server) == (Path("/srv/boso"), False, None, None)


def test_the_demo_believes_it_is_february_2014() -> None:
    assert env.read({**GIVEN, "BOSO_DEMO": "1"}).today == date(2014, 2, 10)
    assert env.read({**GIVEN, "BOSO_DEMO": "1", "BOSO_TODAY": "2013-01-31"}).today == date(2013, 1, 31)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("postgresql://kari:hemmelig@db.no:5433/boso", env.Server("boso", "kari", "hemmelig", "db.no", "5433")),
        ("postgres://kari@db.no/boso", env.Server("boso", "kari", "", "db.no", "")),
        ("postgresql:///boso", env.Server("boso", "", "", "localhost", "")),
        ("postgresql://kari@/boso?host=/run/pg&port=5433", env.Server("boso", "kari", "", "/run/pg", "5433")),
        ("postgresql://k:p%40ss%2F@db.no/b%C3%B8", env.Server("bø", "k", "p@ss/", "db.no", "")),
        ("postgresql://[::1]:5432/boso", env.Server("boso", "", "", "::1", "5432")),
        (
            "postgresql://k@db.no/boso?sslmode=require",
            env.Server("boso", "k", "", "db.no", "", {"sslmode": "require"}),
        ),
    ],
)
def test_an_address_of_a_server_is_understood(url: str, server: env.Server) -> None:
    assert env.parse_url(url, variable="DATABASE_URL") == server


def test_a_password_is_not_shown() -> None:
    assert "hemmelig" not in repr(env.parse_url("postgresql://kari:hemmelig@db.no/boso", variable="DATABASE_URL"))


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("DATABASE_URL", "db.no", "begins with"),
        ("DATABASE_URL", "postgresql://db.no", "names no database"),
        ("DATABASE_URL", "postgresql://db.no:port/boso", "is not an address"),
        ("DATABASE_URL", "postgresql://db.no/boso?sslmode", "name=value"),
        ("DATABASE_OWNER_URL", "mysql://db.no/boso", "DATABASE_OWNER_URL"),
        ("SECRET_KEY", "kort", "at least 32"),
        ("BOSO_DEMO", "ja", "write 1 or 0"),
        ("BOSO_WORKERS", "0", "from 1 to 64"),
        ("BOSO_THREADS", "mange", "from 1 to 64"),
        ("BOSO_THREADS", "60", "48 at once"),
        ("BOSO_ORIGINS", "boso.no", "whole addresses"),
        ("BOSO_TODAY", "2014-02-10", "demo only"),
        ("BOSO_DATABASE", "x", "did you mean BOSO_DATA?"),
        ("BOSO_XYZZY", "x", "known are"),
    ],
)
def test_a_mistake_names_the_variable_and_the_remedy(name: str, value: str, part: str) -> None:
    with pytest.raises(env.BadEnvironment) as fault:
        env.read({**GIVEN, name: value})
    assert name in str(fault.value)
    assert part in str(fault.value)
    assert isinstance(fault.value, BosoError)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(env.BadEnvironment, match="2014-02-10"):
        env.read({**GIVEN, "BOSO_DEMO": "1", "BOSO_TODAY": "10.02.2014"})


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ('FATAL:  could not extend file "base/1": No space left on device', "disk is full"),
        ('FATAL:  could not extend file "base/1": wrote only 4096 of 8192 bytes', "disk is full"),
        ("initdb: error: could not access directory: Permission denied", "may not use its folder"),
        ("FATAL:  something else", "something else"),
    ],
)
def test_what_the_database_server_says_becomes_one_sentence(said: str, part: str) -> None:
    assert part in explain([said])


def test_a_database_of_another_kind_of_silence_is_told_too() -> None:
    assert "it said nothing" in explain([])
