"""Roles, what they may, and where they hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from boso.kernel.decisions import Actor
from boso.kernel.periods import Validity


class Permission(StrEnum):
    """One thing a person may be allowed to do, somewhere."""

    READ_REPORTS = "read_reports"  # what a municipality writes or has sent, also before it is published
    IMPORT_REPORTS = "import_reports"
    EDIT_REPORTS = "edit_reports"
    APPROVE_REPORTS = "approve_reports"
    DELIVER_REPORTS = "deliver_reports"
    READ_DISTRICTS = "read_districts"  # the parts of a report's figures that city districts stand for
    EDIT_DISTRICTS = "edit_districts"
    REVIEW_REPORTS = "review_reports"
    OPEN_ROUNDS = "open_rounds"
    EDIT_ANNUAL_REPORT = "edit_annual_report"
    READ_REGISTERS = "read_registers"
    EDIT_REGISTERS = "edit_registers"
    DECIDE_CASES = "decide_cases"
    ATTEST_ACCOUNTS = "attest_accounts"
    READ_LOG = "read_log"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_FORMS = "manage_forms"
    MANAGE_SETTINGS = "manage_settings"


class Role(StrEnum):
    """What a person is, in one municipality, one region or the whole programme, for a period."""

    PROGRAMME_LEADER = "programme_leader"
    PROGRAMME_OWNER = "programme_owner"
    CONTRIBUTOR = "contributor"
    CASE_WORKER = "case_worker"
    DECISION_MAKER = "decision_maker"
    AUDITOR = "auditor"
    DISTRICT_LEADER = "district_leader"
    DISTRICT_CONTRIBUTOR = "district_contributor"
    PROGRAMME_CONTACT = "programme_contact"
    REGION_MANAGER = "region_manager"
    EDITOR = "editor"
    STATE_ADMIN = "state_admin"
    SYSTEM_ADMIN = "system_admin"


class ScopeKind(StrEnum):
    """How far a role reaches."""

    DISTRICT = "district"
    MUNICIPALITY = "municipality"
    REGION = "region"
    PROGRAMME = "programme"


P = Permission

# The bank never sees registers of households; who recommends never decides: no role holds both.
PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.PROGRAMME_LEADER: frozenset(
            {
                P.READ_REPORTS,
                P.EDIT_REPORTS,
                P.READ_DISTRICTS,
                P.EDIT_DISTRICTS,
                P.DELIVER_REPORTS,
                P.IMPORT_REPORTS,
                P.READ_LOG,
                P.MANAGE_PEOPLE,
            }
        ),
        Role.PROGRAMME_OWNER: frozenset(
            {P.READ_REPORTS, P.READ_DISTRICTS, P.APPROVE_REPORTS, P.DELIVER_REPORTS, P.READ_LOG, P.MANAGE_PEOPLE}
        ),
        Role.CONTRIBUTOR: frozenset({P.READ_REPORTS, P.EDIT_REPORTS, P.READ_DISTRICTS, P.EDIT_DISTRICTS}),
        Role.CASE_WORKER: frozenset({P.READ_REGISTERS, P.EDIT_REGISTERS}),
        Role.DECISION_MAKER: frozenset({P.READ_REGISTERS, P.DECIDE_CASES}),
        Role.AUDITOR: frozenset({P.READ_REPORTS, P.READ_DISTRICTS, P.ATTEST_ACCOUNTS}),
        # Whoever reports for a district sees and writes its parts alone, never the report of the municipality.
        Role.DISTRICT_LEADER: frozenset({P.READ_DISTRICTS, P.EDIT_DISTRICTS, P.MANAGE_PEOPLE}),
        Role.DISTRICT_CONTRIBUTOR: frozenset({P.READ_DISTRICTS, P.EDIT_DISTRICTS}),
        Role.PROGRAMME_CONTACT: frozenset({P.READ_REPORTS, P.READ_DISTRICTS, P.IMPORT_REPORTS, P.REVIEW_REPORTS}),
        Role.REGION_MANAGER: frozenset(
            {
                P.READ_REPORTS,
                P.READ_DISTRICTS,
                P.IMPORT_REPORTS,
                P.REVIEW_REPORTS,
                P.OPEN_ROUNDS,
                P.READ_LOG,
                P.MANAGE_PEOPLE,
            }
        ),
        Role.EDITOR: frozenset({P.READ_REPORTS, P.READ_DISTRICTS, P.EDIT_ANNUAL_REPORT}),
        Role.STATE_ADMIN: frozenset({P.MANAGE_FORMS}),
        Role.SYSTEM_ADMIN: frozenset({P.MANAGE_PEOPLE, P.MANAGE_FORMS, P.MANAGE_SETTINGS, P.READ_LOG}),
    }
)

MUNICIPAL_ROLES = frozenset(
    {
        Role.PROGRAMME_LEADER,
        Role.PROGRAMME_OWNER,
        Role.CONTRIBUTOR,
        Role.CASE_WORKER,
        Role.DECISION_MAKER,
        Role.AUDITOR,
    }
)
OF_DISTRICTS = frozenset({P.READ_DISTRICTS, P.EDIT_DISTRICTS})  # what a role in a district gives in its municipality
DISTRICT_ROLES = frozenset({Role.DISTRICT_LEADER, Role.DISTRICT_CONTRIBUTOR})
REGIONAL_ROLES = frozenset({Role.REGION_MANAGER, Role.EDITOR})
PROGRAMME_ROLES = frozenset({Role.STATE_ADMIN, Role.SYSTEM_ADMIN})

# Who gives, and ends, which role, where her own role reaches. Nobody in a municipality gives the role that approves
# what she writes herself; the bank gives no role that sees registers of households.
GIVES: Mapping[Role, frozenset[Role]] = MappingProxyType(
    {
        Role.PROGRAMME_LEADER: frozenset(
            {Role.CONTRIBUTOR, Role.CASE_WORKER, Role.DECISION_MAKER, Role.AUDITOR, *DISTRICT_ROLES}
        ),
        Role.PROGRAMME_OWNER: frozenset(
            {
                Role.PROGRAMME_LEADER,
                Role.CONTRIBUTOR,
                Role.CASE_WORKER,
                Role.DECISION_MAKER,
                Role.AUDITOR,
                *DISTRICT_ROLES,
            }
        ),
        Role.DISTRICT_LEADER: frozenset({Role.DISTRICT_CONTRIBUTOR}),
        Role.REGION_MANAGER: frozenset(
            {Role.PROGRAMME_LEADER, Role.PROGRAMME_OWNER, Role.PROGRAMME_CONTACT, Role.EDITOR}
        ),
        Role.SYSTEM_ADMIN: frozenset(Role),
    }
)
# Who lets somebody stand in for her, with the same role, for a period.
LENDS = frozenset({Role.PROGRAMME_LEADER, Role.PROGRAMME_OWNER, Role.REGION_MANAGER, Role.DISTRICT_LEADER})
LONGEST_LOAN = 366  # days
# Who recommends never decides: no one holds both in one place.
APART: tuple[frozenset[Role], ...] = (
    frozenset({Role.CASE_WORKER, Role.DECISION_MAKER}),
    frozenset({Role.PROGRAMME_LEADER, Role.AUDITOR}),
    frozenset({Role.PROGRAMME_OWNER, Role.AUDITOR}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a thing belongs: a municipality with its region, a region alone, or, with neither, the whole programme.

    A city district is named with the municipality it is a part of.
    """

    municipality_id: int | None = None
    region_id: int | None = None
    district_id: int | None = None

    @property
    def kind(self) -> ScopeKind:
        """The narrowest place the scope names."""
        if self.district_id is not None:
            return ScopeKind.DISTRICT
        if self.municipality_id is not None:
            return ScopeKind.MUNICIPALITY
        return ScopeKind.PROGRAMME if self.region_id is None else ScopeKind.REGION


WHOLE_PROGRAMME = Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A role someone holds: what, where, and from when to when."""

    role: Role
    scope: Scope
    validity: Validity = field(default_factory=Validity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person with an account. `demo` accounts exist in demo mode only. Mail goes to `email`, if there is one.

    `tour_done`: the tour of a first visit is over, or was not wanted.
    """

    id: int
    username: str
    display_name: str
    language: str
    demo: bool = False
    email: str = ""
    tour_done: bool = False

    @property
    def actor(self) -> Actor:
        """The person as the one who acts."""
        return Actor(id=str(self.id), name=self.display_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """Our private key at a provider of identities, as PEM, how it signs, and what the provider calls it."""

    pem: str = field(repr=False)
    algorithm: str
    key_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityProvider:
    """Somebody outside who vouches for people, as ID-porten does.

    `subject` is the claim that stays the same for a person; `levels` those of `level_claim` that are enough. Without
    levels any is, and our own second step is asked for as after a password. We prove ourselves there by `secret`, or by
    `key` where there is one.
    """

    code: str
    name: str
    issuer: str
    client_id: str
    secret: str = field(repr=False)
    subject: str = "sub"
    levels: tuple[str, ...] = ()
    level_claim: str = "acr"
    scope: tuple[str, ...] = ("openid",)
    key: SigningKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingRow:
    """A way to log in by a provider: since when, and when it was used last."""

    id: int
    provider: str
    since: datetime
    used: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipRow:
    """A role as stored, for lists of people."""

    id: int
    account: Account
    held: Held
    start: date
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRow:
    """A role offered to an address. `open` until it is accepted, withdrawn or too old."""

    id: int
    email: str
    name: str
    language: str
    role: Role
    scope: Scope
    start: date
    end: date | None
    invited_by: str
    invited_at: datetime
    expires_at: datetime
    accepted_at: datetime | None = None
    withdrawn_at: datetime | None = None

    def open(self, now: datetime) -> bool:
        """It may still be accepted."""
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetRow:
    """A wish that somebody's lost second factor be taken away."""

    id: int
    account: Account
    asked_by: str
    asked_by_id: int
    asked_at: datetime
    expires_at: datetime
    reason: str
