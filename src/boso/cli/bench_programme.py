"""A programme as large as Norway for the benchmarks: municipalities nobody has heard of, with reports for ten years.

Everything is made by the database itself out of counting, in a scratch database that is thrown away.
"""

MUNICIPALITIES = 357
REGIONS = 8
ACTIVITIES = 6
YEARS = range(2004, 2014)
EDITION = "ost_annual/2013"

PLACES = """
INSERT INTO places_region (code, name, invented, source, note)
SELECT 'r' || n, 'Benk ' || n, false, 'made for a benchmark', '' FROM generate_series(1, %(regions)s) n;

INSERT INTO places_municipality (slug, name, region_id, invented, language_decision, source, note)
SELECT 'benk-' || n, 'Benk ' || to_char(n, 'FM000'), r.id, false, 'unknown', 'made for a benchmark', ''
FROM generate_series(1, %(municipalities)s) n JOIN places_region r ON r.code = 'r' || (1 + n %% %(regions)s);

INSERT INTO places_municipalitycode (municipality_id, number, name, checked, source, note)
SELECT m.id, to_char(split_part(m.slug, '-', 2)::int, 'FM0000'), m.name, false, m.source, '' FROM places_municipality m;

INSERT INTO places_population (municipality_id, year, number, persons, cross_checked, shipped, source, note)
SELECT c.municipality_id, y, c.number, 2000 + c.number::int * 211 + (y - 2000) * 17, false, false, 'made', ''
FROM places_municipalitycode c, generate_series(%(first)s, %(last)s + 1) y;

INSERT INTO programme_intake (region_id, ordinal, opened, source, note)
SELECT id, 1, '', 'made for a benchmark', '' FROM places_region;

INSERT INTO programme_agreement (municipality_id, region_id, intake_id, standing, parties, signed, period_from,
  period_to, programme_start, unknown, source, note)
SELECT m.id, m.region_id, i.id, 'listed', '', '', '%(first)s', '', '', '{}', 'made for a benchmark', ''
FROM places_municipality m JOIN programme_intake i ON i.region_id = m.region_id;
"""

REPORTS = """
INSERT INTO reporting_report (municipality_id, template, edition, revision, digest, year, historical, status,
  current_version, published_version, steering_dates)
SELECT m.id, %(template)s, %(edition)s, %(revision)s, %(digest)s, y, true, 'published', 1, 1, '{}'
FROM places_municipality m, generate_series(%(first)s, %(last)s) y;

INSERT INTO reporting_answer (municipality_id, report_id, version, certain, origin, source_label, reference, code,
  kind, value, raw, comment, as_of, expected)
SELECT r.municipality_id, r.id, 1, true, 'imported', 'made for a benchmark', '', c.code,
  CASE WHEN (r.id + c.place) %% 19 = 0 THEN 'dash' ELSE 'number' END,
  CASE WHEN (r.id + c.place) %% 19 = 0 THEN NULL
    ELSE 4 + (r.municipality_id * 31 + r.year * 7 + c.place * 13) %% 190 END,
  '', '', '', ''
FROM reporting_report r, unnest(%(codes)s::text[]) WITH ORDINALITY c (code, place);

INSERT INTO reporting_economyrow (municipality_id, report_id, version, certain, origin, source_label, reference,
  layout, block, position, label, planned, kinds, raws, budget, "grant", own, other, total)
SELECT r.municipality_id, r.id, 1, true, 'imported', 'made for a benchmark', '', 'ost_section_5', 'activities', n,
  'Aktivitet ' || n, false, '{}', '{}', 90000, 40000, 10000 + n, 0, 50000 + n
FROM reporting_report r, generate_series(1, %(activities)s) n;
"""


def fill(municipalities: int = MUNICIPALITIES, years: range = YEARS) -> None:
    """Municipalities, population, agreements and published reports."""
    from django.db import connection

    from boso.places import rls
    from boso.questionnaires.loading import load

    edition = load(EDITION)
    given: dict[str, int | str | list[str]] = {
        "regions": REGIONS,
        "municipalities": municipalities,
        "activities": ACTIVITIES,
        "first": years[0],
        "last": years[-1],
        "template": edition.template,
        "edition": edition.name,
        "revision": edition.revision,
        "digest": edition.digest,
        "codes": list(edition.figure_codes()),
    }
    with rls.scope(rls.ALL), connection.cursor() as cursor:
        for statement in (PLACES + REPORTS).split(";\n"):
            if statement.strip():
                cursor.execute(statement, given)
        cursor.execute("ANALYZE")
