"""The programme in the database: loading, who takes part, goals, gatherings, documents, and guarded names."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from boso.audit.models import AuditEntry
from boso.kernel.decisions import SYSTEM
from boso.kernel.errors import Invalid, NotFound
from boso.kernel.periods import ReportPeriod
from boso.places import actions as places
from boso.places import rls
from boso.places.models import Municipality, Region
from boso.programme import actions, loading, queries
from boso.programme.models import Agreement, Goal, Phase, RoleHolder
from boso.programme.values import Certainty, ContactRole, GatheringKind, Holder, PhaseKind, Standing

pytestmark = pytest.mark.django_db
NOW = datetime(2014, 2, 10, 9, tzinfo=UTC)


def load(folder: Path = loading.FILES) -> Any:
    """Load a folder of programme files."""
    return actions.load_files(actor=SYSTEM, now=NOW, folder=folder)


@pytest.fixture
def programme() -> None:
    """The shipped places and programme are stored."""
    places.load_files(actor=SYSTEM, now=NOW)
    load()


def test_loading_twice_changes_nothing(programme: None) -> None:
    """Nothing is added, changed or removed."""
    assert load().changes_nothing


def test_a_corrected_file_changes_one_row(programme: None, tmp_path: Path) -> None:
    """The start of Halden's programme, once found, is a change of one row."""
    folder = Path(shutil.copytree(loading.FILES, tmp_path / "files"))
    path = folder / "agreements.csv"
    old = "halden,ost,2,reported,Halden kommune; Husbanken Region øst,2010,2010,,,,period_to programme_start"
    new = "halden,ost,2,reported,Halden kommune; Husbanken Region øst,2010-11-01,2010,,,,period_to programme_start"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    (changed,) = [t for t in load(folder).tables if not t.changes_nothing]
    assert (changed.table, len(changed.add), changed.change[0].columns) == (
        "programme_agreement",
        0,
        {"signed": ("2010", "2010-11-01")},
    )


def test_programme_files_need_their_places() -> None:
    """A municipality that is not stored is named."""
    with pytest.raises(Invalid, match=r"There is no region 'ost'; load the files that have it first"):
        load()


@pytest.mark.parametrize(("region", "year", "expected"), [("ost", 2009, 4), ("ost", 2010, 10), ("ost", 2013, 14)])
def test_region_ost_grows_as_the_annual_report_says(programme: None, region: str, year: int, expected: int) -> None:
    """Four in 2009, ten with the second intake, fourteen with the third."""
    assert len(queries.list_participants(region=region, year=year)) == expected


def test_participants_cost_few_queries(programme: None, django_assert_num_queries: Any) -> None:
    """However many there are."""
    with django_assert_num_queries(5):
        queries.list_participants(year=2013)
    with django_assert_num_queries(4):
        queries.list_participants()
    with django_assert_num_queries(5):
        queries.get_participant("oslo", year=2013)


def test_a_participant_says_what_is_known(programme: None) -> None:
    """Gjøvik in 2010: its number of that year, its intake, a reported start, and what is not known."""
    gjovik = queries.get_participant("gjovik", year=2010)
    assert (gjovik.municipality.number, gjovik.region.name, gjovik.certainty) == ("0502", "øst", Certainty.CERTAIN)
    assert gjovik.intake is not None
    assert gjovik.intake.ordinal == 2
    agreement = gjovik.agreement
    assert agreement.programme_start is not None
    assert (agreement.standing, agreement.programme_start.iso()) == (Standing.REPORTED, "2010-12-22")
    assert agreement.unknown == ("period_to",)
    assert [o.phase.kind for o in gjovik.open_phases if o.certainty == Certainty.CERTAIN] == [PhaseKind.PLANNING]


def test_oslo_has_one_agreement_for_four_districts(programme: None) -> None:
    """Made with a department of the city."""
    (agreement,) = queries.list_agreements("oslo")
    assert [d.name for d in agreement.districts] == ["Alna", "Bjerke", "Grorud", "Stovner"]


def test_a_second_agreement_takes_over_in_its_years(programme: None) -> None:
    """Ålesund took part in two intakes; each year shows the one that holds."""
    ordinals = [
        row.intake.ordinal if (row := queries.get_participant("alesund", year=year)).intake else 0
        for year in (2010, 2014)
    ]
    assert ordinals == [1, 2]
    with pytest.raises(NotFound, match="'alesund' takes no part in the programme in 2018"):
        queries.get_participant("alesund", year=2018)
    with pytest.raises(NotFound, match="'rygge' takes no part in the programme"):
        queries.get_participant("rygge")


def test_the_two_regions_have_their_own_goals(programme: None) -> None:
    """Øst has one main goal with three sub-goals, sør three main goals; in three languages."""
    assert [g.code for g in queries.list_goals("ost", year=2013)] == ["main", "A", "B", "C"]
    assert [g.code for g in queries.list_goals("sor", year=2013)] == ["H1", "H2", "H3"]
    main = queries.list_goals("ost", year=2013)[0]
    assert main.title_in("nn") == "Fleire vanskelegstilte på bustadmarknaden har eigna bustader"
    assert set(main.title) == {"nb", "nn", "en"}


def test_gatherings_are_counted_and_say_who_came_where_known(programme: None) -> None:
    """Three of each kind in 2010; the network of 2013 names its six municipalities."""
    assert queries.count_gatherings(region="ost", year=2010) == {
        GatheringKind.LEADER_GATHERING: 3,
        GatheringKind.PROGRAMME_GATHERING: 3,
        GatheringKind.THEMATIC_MEETING: 3,
    }
    network = queries.list_gatherings(region="ost", year=2013)
    assert [len(g.participants) for g in network] == [6, 6, 6]
    assert not queries.list_gatherings(region="ost", year=2010)[0].participants


def test_documents_are_listed_whether_or_not_boso_has_them(programme: None) -> None:
    """Of a municipality, of a region, and of the whole programme."""
    assert [d.covers for d in queries.list_documents(municipality="gjovik") if d.kind == "annual_report"] == [
        "2012",
        "2013",
        "2014",
    ]
    assert "2010" in [d.covers for d in queries.list_programme_documents(region="ost")]
    assert [d.publisher for d in queries.list_programme_documents()] == ["Fafo og Proba"]
    assert queries.list_meetings("gjovik") == []


def test_every_row_has_a_source(programme: None) -> None:
    """Facts without a source are not loaded."""
    for model in (Agreement, Phase, Goal):
        assert not model.objects.filter(source="").exists()


LEADER = Holder(role=ContactRole.PROGRAMME_LEADER, name="Kari  Prøvesen")
OWNER = Holder(role=ContactRole.PROGRAMME_OWNER, name="Ola Prøvesen")


def record(municipality_id: int, *holders: Holder, reference: str = "report 1", year: int = 2013) -> int:
    """Store the names of a report."""
    return actions.record_role_holders(
        municipality_id=municipality_id,
        period=ReportPeriod(year),
        holders=holders,
        reference=reference,
        actor=SYSTEM,
        now=NOW,
    )


def test_role_holders_are_recorded_once_for_their_period(programme: None) -> None:
    """Recording the same report twice changes nothing; an undone import forgets its names; both are audited."""
    pk = Municipality.objects.get(slug="gjovik").pk
    assert record(pk, LEADER, OWNER, LEADER) == 2
    assert record(pk, LEADER, OWNER) == 0
    assert record(pk, LEADER, reference="report 2", year=2014) == 1
    named = queries.list_role_holders(pk, on=date(2013, 12, 31))
    assert [(h.role, h.name) for h in named] == [
        (ContactRole.PROGRAMME_LEADER, "Kari Prøvesen"),
        (ContactRole.PROGRAMME_OWNER, "Ola Prøvesen"),
    ]
    assert actions.forget_role_holders(municipality_id=pk, reference="report 1", actor=SYSTEM, now=NOW) == 2
    assert len(queries.list_role_holders(pk)) == 1
    acts = AuditEntry.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["role_holders_recorded", "role_holders_recorded", "role_holders_forgotten"]
    assert "Prøvesen" not in str(list(AuditEntry.objects.values()))


def test_no_names_are_shipped(programme: None) -> None:
    """Names come from imports alone."""
    assert not RoleHolder.objects.exists()


@pytest.mark.usefixtures("programme", "as_app_role")
def test_names_are_seen_only_within_their_municipality() -> None:
    """A query without scope, or with another's, finds nobody; nor can it write."""
    gjovik, hamar = (Municipality.objects.get(slug=slug).pk for slug in ("gjovik", "hamar"))
    with rls.scope([gjovik]):
        record(gjovik, LEADER)
        assert len(queries.list_role_holders(gjovik)) == 1
    assert queries.list_role_holders(gjovik) == []
    with rls.scope([hamar]):
        assert queries.list_role_holders(gjovik) == []
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        record(gjovik, OWNER)


def test_tables_refuse_what_cannot_be(programme: None) -> None:
    """Each named constraint, tried."""
    gjovik, ost = Municipality.objects.get(slug="gjovik"), Region.objects.get(code="ost")
    agreement = gjovik.agreements.get()

    def refused(name: str, make: Any) -> None:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            make()

    new = Agreement.objects.create
    again = {"municipality": gjovik, "region": ost, "standing": "reported", "source": "t"}
    refused("agreement_once_an_intake", lambda: new(**again, intake=agreement.intake))
    refused("agreement_signed_is_a_date", lambda: new(**again, signed="høst 2010"))
    refused("agreement_standing_known", lambda: new(**again | {"standing": "perhaps"}))
    phase = {"municipality": gjovik, "agreement": agreement, "source": "t"}
    refused("phase_has_some_time", lambda: Phase.objects.create(**phase, kind="closed"))
    refused("phase_kind_known", lambda: Phase.objects.create(**phase, kind="nap", start="2010"))
    refused("phase_once_an_agreement", lambda: Phase.objects.create(**phase, kind="planning", start="2010"))
    goal = {"region": ost, "level": "sub", "nb": "x", "nn": "x", "en": "x", "source": "t"}
    refused("goal_sub_has_parent", lambda: Goal.objects.create(**goal, code="X"))


def test_tables_of_a_municipality_have_it_first_in_a_unique_key() -> None:
    """`municipality_id` is NOT NULL and begins a unique key, so that rows can be guarded and distributed by it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.table_name, c.is_nullable, EXISTS (
              SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
              WHERE i.indrelid = c.table_name::regclass AND i.indisunique AND a.attname = 'municipality_id')
            FROM information_schema.columns c
            WHERE c.column_name = 'municipality_id' AND c.table_name ~ '^(places|programme)_'
            """
        )
        found = {table: (nullable, keyed) for table, nullable, keyed in cursor.fetchall()}
    assert len(found) >= 11
    assert set(found.values()) == {("NO", True)}
