"""Every table that belongs to a municipality says so, can be distributed by it, and is guarded by it."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Model

# Facts about municipalities that anyone may read; everything else that belongs to one is guarded.
OPEN_TO_ALL = {
    "places_municipalitycode",
    "places_municipalitychange",
    "places_district",
    "places_population",
    "programme_agreement",
    "programme_agreementdistrict",
    "programme_phase",
    "programme_gatheringparticipant",
    "programme_municipalitydocument",
}
# A role belongs to its user and reaches one municipality, a region, or everything.
OF_PERSONS = {"access_membership", "access_membershipevent", "access_invitation"}


def tables() -> Iterator[type[Model]]:
    ours = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("boso.")]
    for model in ours:
        columns = {getattr(field, "column", "") for field in model._meta.get_fields()}
        if "municipality_id" in columns and model._meta.db_table not in OF_PERSONS:
            yield model


OF_MUNICIPALITIES = sorted(tables(), key=lambda model: model._meta.db_table)
HISTORIES = [model for model in OF_MUNICIPALITIES if any(field.name == "pgh_id" for field in model._meta.get_fields())]
GUARDED = [model for model in OF_MUNICIPALITIES if model._meta.db_table not in OPEN_TO_ALL]


def table(model: type[Model]) -> str:
    return model._meta.db_table


@pytest.mark.parametrize("model", OF_MUNICIPALITIES, ids=table)
def test_its_municipality_is_never_unknown(model: type[Model]) -> None:
    assert not model._meta.get_field("municipality").null


@pytest.mark.parametrize("model", [model for model in OF_MUNICIPALITIES if model not in HISTORIES], ids=table)
def test_a_unique_key_begins_with_its_municipality(db: None, model: type[Model]) -> None:
    """Asked of the database itself, so that a key made by a migration counts and one forgotten does not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
            " WHERE i.indisunique AND i.indrelid = %s::regclass AND a.attname = 'municipality_id'",
            [table(model)],
        )
        assert cursor.fetchone()[0] > 0


@pytest.mark.parametrize("model", GUARDED, ids=table)
def test_its_rows_are_guarded(db: None, model: type[Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity, relforcerowsecurity, EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid)"
            " FROM pg_class WHERE oid = %s::regclass",
            [table(model)],
        )
        assert cursor.fetchone() == (True, True, True)


@pytest.mark.parametrize("model", GUARDED, ids=table)
def test_a_query_without_scope_returns_no_row(as_app_role: None, model: type[Model]) -> None:
    assert not model._default_manager.exists()


@pytest.mark.parametrize("name", sorted({*OF_PERSONS, "programme_municipalitydocument"}))
def test_who_holds_a_role_in_a_municipality_is_guarded_too(db: None, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [name])
        assert cursor.fetchone() == (True, True)


def test_the_list_of_open_tables_holds_nothing_else() -> None:
    assert {table(model) for model in OF_MUNICIPALITIES} >= OPEN_TO_ALL


OF_REGIONS = sorted(apps.get_app_config("publishing").get_models(), key=lambda model: model._meta.db_table)


@pytest.mark.parametrize("model", OF_REGIONS, ids=lambda model: model._meta.db_table)
def test_a_table_of_annual_reports_belongs_to_a_region_and_to_no_municipality(model: type[Model]) -> None:
    """They are open to every query, so nothing in them may be one municipality's: only what its gate let out."""
    owners = {field.related_model._meta.model_name for field in model._meta.get_fields() if field.many_to_one}
    assert owners & {"region", "annualreport", "release"}
    assert "municipality" not in owners


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_settings_are_fit_to_serve(settings: object) -> None:
    call_command("check", fail_level="WARNING", verbosity=0)
