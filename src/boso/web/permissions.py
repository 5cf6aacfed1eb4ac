"""Who may open which page: one table of every address, read by the middleware; what is not here, nobody opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from boso.access.values import Permission


class Open(StrEnum):
    """Pages that ask for no permission."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


class Owner(StrEnum):
    """What in the address says to whom the page belongs; `boso.web.owners` finds whom."""

    ANYWHERE = (
        "anywhere"  # a list or a form of one's own: the permission somewhere is enough, the query gives one's part
    )
    FOLLOW_UP = "follow_up"
    DISTRICT = "district"  # of the municipality of a report
    IMPORT = "import"
    MEETING = "meeting"
    REGION = "region"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Needs:
    """A permission, in the place that owns what the address names."""

    permission: Permission
    owner: Owner = Owner.ANYWHERE


Requirement = Open | Needs

_IMPORTING = Needs(Permission.IMPORT_REPORTS)
_ONE_IMPORT = Needs(Permission.IMPORT_REPORTS, Owner.IMPORT)

_ANNUAL = Needs(Permission.EDIT_ANNUAL_REPORT, Owner.REGION)

_READ_REPORT = Needs(Permission.READ_REPORTS, Owner.REPORT)
_EDIT_REPORT = Needs(Permission.EDIT_REPORTS, Owner.REPORT)
_READ_DISTRICT = Needs(Permission.READ_DISTRICTS, Owner.DISTRICT)
_EDIT_DISTRICT = Needs(Permission.EDIT_DISTRICTS, Owner.DISTRICT)
_APPROVE_REPORT = Needs(Permission.APPROVE_REPORTS, Owner.REPORT)
_DELIVER_REPORT = Needs(Permission.DELIVER_REPORTS, Owner.REPORT)
_REVIEW_REPORT = Needs(Permission.REVIEW_REPORTS, Owner.REPORT)
_DESK = Needs(Permission.REVIEW_REPORTS, Owner.REGION)
_READ_MEETING = Needs(Permission.READ_REPORTS, Owner.MEETING)
_PEOPLE = Needs(Permission.MANAGE_PEOPLE)  # in the view, for the place that is named alone
_OPEN_ROUNDS = Needs(Permission.OPEN_ROUNDS)

PAGES: Mapping[str, Requirement] = MappingProxyType(
    {
        "front": Open.PUBLIC,
        "municipalities": Open.PUBLIC,
        "municipality": Open.PUBLIC,
        "report": Open.PUBLIC,
        "report_on_form": Open.PUBLIC,
        "figure": Open.PUBLIC,
        "comparison": Open.PUBLIC,
        "comparison_file": Open.PUBLIC,
        "publication": Open.PUBLIC,
        "publication_file": Open.PUBLIC,
        "fact_sheet": Open.PUBLIC,
        "fact_sheet_file": Open.PUBLIC,
        "forms": Open.PUBLIC,
        "form": Open.PUBLIC,
        "form_changes": Open.PUBLIC,
        "status": Open.PUBLIC,
        "publications": Open.PUBLIC,
        "feed": Open.PUBLIC,
        "about": Open.PUBLIC,
        "definitions": Open.PUBLIC,
        "accessibility": Open.PUBLIC,
        "privacy": Open.PUBLIC,
        "help": Open.PUBLIC,
        "guide": Open.PUBLIC,
        "robots": Open.PUBLIC,
        "sitemap": Open.PUBLIC,
        "icon": Open.PUBLIC,
        "language": Open.PUBLIC,
        "account_login": Open.PUBLIC,
        "account_logout": Open.PUBLIC,
        "account_inactive": Open.PUBLIC,
        "mfa_authenticate": Open.PUBLIC,  # the second step of logging in; without the first there is nothing to see
        "openid_connect_login": Open.PUBLIC,
        "openid_connect_callback": Open.PUBLIC,  # what comes back is believed only by the session that asked for it
        "invitation": Open.PUBLIC,  # whoever has the link; opening it changes nothing
        "account": Open.SIGNED_IN,
        "account_unbind": Open.SIGNED_IN,
        "account_change_password": Open.SIGNED_IN,
        "account_reauthenticate": Open.SIGNED_IN,
        "mfa_reauthenticate": Open.SIGNED_IN,
        "mfa_index": Open.SIGNED_IN,
        "mfa_activate_totp": Open.SIGNED_IN,
        "mfa_deactivate_totp": Open.SIGNED_IN,
        "mfa_view_recovery_codes": Open.SIGNED_IN,
        "mfa_generate_recovery_codes": Open.SIGNED_IN,
        "mfa_download_recovery_codes": Open.SIGNED_IN,
        "tasks": Open.SIGNED_IN,
        "notices": Open.SIGNED_IN,
        "notices_read": Open.SIGNED_IN,
        "tour_end": Open.SIGNED_IN,
        "tour_begin": Open.SIGNED_IN,
        "report_work": _READ_REPORT,
        "report_section": _READ_REPORT,
        "report_section_save": _EDIT_REPORT,
        "report_field": _EDIT_REPORT,
        "report_presence": _READ_REPORT,  # and, in the view, only for those who write, approve or deliver
        "report_checks": _READ_REPORT,
        "report_answer": _READ_REPORT,
        "report_talk": _READ_REPORT,  # as presence
        "report_restore": _EDIT_REPORT,
        "report_file": _READ_REPORT,
        "report_print": _READ_REPORT,
        "report_document": _READ_REPORT,
        "workbook": _READ_REPORT,
        "workbook_file": _READ_REPORT,
        "workbook_upload": _EDIT_REPORT,
        "workbook_changes": _EDIT_REPORT,
        "workbook_take": _EDIT_REPORT,
        "workbook_undo": _EDIT_REPORT,
        "districts": Needs(Permission.READ_DISTRICTS, Owner.REPORT),  # a district's own people see the way to theirs
        "districts_sums": _EDIT_REPORT,
        "district": _READ_DISTRICT,
        "district_save": _EDIT_DISTRICT,
        "district_field": _EDIT_DISTRICT,
        "district_say": _EDIT_DISTRICT,
        "district_answer": _READ_DISTRICT,
        "district_restore": _EDIT_DISTRICT,
        "calendar": Open.SIGNED_IN,
        "deliver": _READ_REPORT,
        "deliver_ready": _EDIT_REPORT,
        "deliver_approve": _APPROVE_REPORT,
        "deliver_decline": _APPROVE_REPORT,
        "deliver_reopen": _EDIT_REPORT,
        "deliver_withdraw": _DELIVER_REPORT,
        "deliver_send": _DELIVER_REPORT,
        "deliver_nothing": _DELIVER_REPORT,
        "deliver_steering": _DELIVER_REPORT,
        "deliver_reason": _EDIT_REPORT,
        "review": _READ_REPORT,  # each sees what is theirs to do
        "review_begin": _REVIEW_REPORT,
        "review_ask": _REVIEW_REPORT,
        "review_remark": _REVIEW_REPORT,
        "review_answer": _EDIT_REPORT,
        "review_deliver": _DELIVER_REPORT,
        "review_accept": _REVIEW_REPORT,
        "review_publish": _REVIEW_REPORT,
        "review_unpublish": _REVIEW_REPORT,
        "supplement": _READ_REPORT,
        "supplement_send": _DELIVER_REPORT,
        "supplement_ask": _REVIEW_REPORT,
        "versions": _READ_REPORT,
        "receipt": _READ_REPORT,
        "receipt_file": _READ_REPORT,
        "region": Needs(Permission.REVIEW_REPORTS),
        "desk": _DESK,
        "desk_file": _DESK,
        "desk_answers": _DESK,
        "contact_municipality": _DESK,  # and, in the view, a municipality of the region
        "contact_note": _DESK,
        "contact_remind": _DESK,
        "meeting": _DESK,
        "meeting_file": _DESK,
        "minutes": _READ_MEETING,  # once they are shared
        "minutes_file": _READ_MEETING,
        "follow_up_done": Needs(Permission.DELIVER_REPORTS, Owner.FOLLOW_UP),
        "rounds": _OPEN_ROUNDS,
        "round": Needs(Permission.REVIEW_REPORTS),  # the query gives the rounds of one's own regions only
        "round_dates": _OPEN_ROUNDS,
        "round_extend": _OPEN_ROUNDS,
        "round_excuse": _OPEN_ROUNDS,
        "round_remind": _OPEN_ROUNDS,
        "round_invite": _OPEN_ROUNDS,
        "people": _PEOPLE,
        "people_invite": _PEOPLE,
        "people_enrol": _PEOPLE,
        "people_withdraw": _PEOPLE,
        "people_end": _PEOPLE,
        "people_ask_reset": _PEOPLE,
        "people_answer_reset": _PEOPLE,
        "handover": _PEOPLE,
        "log": Needs(Permission.READ_LOG),  # the query gives the scopes of one's own roles
        "log_file": Needs(Permission.READ_LOG),
        "imports": _IMPORTING,
        "import": _ONE_IMPORT,
        "import_answer": _ONE_IMPORT,
        "import_accept": _ONE_IMPORT,
        "import_apply": _ONE_IMPORT,
        "import_refuse": _ONE_IMPORT,
        "import_undo": _ONE_IMPORT,
        "annual_home": Needs(Permission.EDIT_ANNUAL_REPORT),
        "annual_reports": _ANNUAL,
        "annual_report": _ANNUAL,
        "annual_chapter": _ANNUAL,
        "annual_versions": _ANNUAL,
        "annual_preview": _ANNUAL,
        "annual_preview_file": _ANNUAL,
        "annual_tagging": _ANNUAL,
        "annual_texts": _ANNUAL,
        "annual_freeze": _ANNUAL,
        "annual_release": _ANNUAL,
        "annual_publish": _ANNUAL,
        "annual_withdraw": _ANNUAL,
    }
)

NEVER_KEPT = frozenset(
    {
        "language",
        "account_login",
        "account_logout",
        "account_inactive",
        "mfa_authenticate",
        "openid_connect_login",
        "openid_connect_callback",
        "invitation",
    }
)
KEPT = frozenset(name for name, needs in PAGES.items() if needs is Open.PUBLIC) - NEVER_KEPT  # until they change
