"""A small edition file that is right, for tests that plant a mistake or a change in it."""

SMALL = """\
template: test_form
name: "2013"
revision: 1
document_type: annual_report
region: øst
period: year
report_years: [2013, 2013]
standing: seen
title: {nb: Prøveskjema, nn: Prøveskjema, en: Test form}
checks: [N1, L1]
sections:
  - code: general
    heading: {nb: Om kommunen, nn: Om kommunen, en: About}
    fields:
      - code: municipality_name
        type: municipality
        label: {nb: Kommune, nn: Kommune, en: Municipality}
        anchors: ["Kommune:"]
      - code: phone
        type: contact
        published: false
        label: {nb: Telefon, nn: Telefon, en: Telephone}
  - code: "1.1"
    heading: {nb: Behov, nn: Behov, en: Need}
    prompts:
      - Skriv her … om behovet.
    tables:
      - code: need
        kind: figures
        columns:
          - code: status_start
            type: int
            unit: households
            label: {nb: Status 01.01, nn: Status 01.01, en: 1 January}
          - code: comment
            required: false
            label: {nb: Kommentar, nn: Kommentar, en: Comment}
        rows:
          - code: A_no_dwelling
            label: {nb: Uten bolig, nn: Utan bustad, en: No dwelling}
          - code: B_at_risk
            label: {nb: I fare, nn: I fare, en: At risk}
    narrative:
      code: "1.1.sum"
      label: {nb: Samlet, nn: Samla, en: Overall}
      hint: {nb: Fortell kort., nn: Fortel kort.}
"""
