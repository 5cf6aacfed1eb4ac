"""What the templates of the report editor are given."""

from dataclasses import dataclass, field

from boso.web.presenters.questions import QuestionView


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several to choose from."""

    value: str
    label: str
    chosen: bool
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """What a field may begin with, where it comes from, and the button that takes it."""

    shown: str
    source: str
    long: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundView:
    """A finding at its place; a warning with the reason given now and last year."""

    severity: str
    word: str
    found: str
    expected: str
    remedy: str
    key: str = ""
    reason: str = ""
    answered: bool = False
    last_reason: str = ""
    href: str = ""
    where: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirsView:
    """What somebody else put in the field meanwhile."""

    shown: str
    who: str
    at: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field: how it is asked, what stands in it, and all that is said beside it."""

    address: str
    label: str
    control: str
    value: str
    mark: str
    shown: str = ""
    kind: str = ""
    kinds: tuple[Option, ...] = ()
    expected: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    unit: str = ""
    hint: str = ""
    definition: str = ""
    limit: int = 0
    error: str = ""
    doubtful: bool = False
    source: str = ""
    last: str = ""
    last_when: str = ""
    proposal: ProposalView | None = None
    peers: str = ""
    theirs: TheirsView | None = None
    findings: tuple[FoundView, ...] = ()
    remarks: int = 0
    assigned: str = ""
    history_href: str = ""
    computed: bool = False
    asked_by_region: tuple[QuestionView, ...] = ()
    before: str | None = None  # what stood here in the version that was reviewed, where that was another
    unsaved: bool = False  # what stands in the field was typed and could not be stored

    @property
    def said_by(self) -> str:
        """The ids of what describes the field, for a screen reader."""
        parts = (("-hint", self.hint), ("-unit", self.unit), ("-error", self.error))
        return " ".join(f"{self.address}{end}" for end, there in parts if there)

    @property
    def compared(self) -> bool:
        """Something stands beside the field."""
        return bool(self.last or self.proposal or self.peers or self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRowView:
    """A row of a table of figures: what is counted, its figures, and the room for a comment."""

    label: str
    definition: str
    fields: tuple[FieldView, ...]
    comments: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRowView:
    """A row of an open table. `name` is what the buttons call it."""

    key: str
    name: str
    fields: tuple[FieldView, ...]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table to which rows are added; `compact` ones stand as a table, others as one card a row."""

    code: str
    caption: str
    compact: bool
    columns: tuple[tuple[str, str, str], ...]  # label, hint, class
    rows: tuple[OpenRowView, ...]
    sums: tuple[str, ...] = ()
    proposed: int = 0
    proposed_from: str = ""
    proposed_names: tuple[str, ...] = ()
    findings: tuple[FoundView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A file that was handed in."""

    id: int
    name: str
    size: str
    who: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part of a section; `kind` names its template."""

    kind: str
    caption: str = ""
    fields: tuple[FieldView, ...] = ()
    rows: tuple[FigureRowView, ...] = ()
    columns: tuple[str, ...] = ()
    table: TableView | None = None
    files: tuple[FileView, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A section of the form on a page."""

    code: str
    heading: str
    hint: str
    first: bool
    parts: tuple[PartView, ...]
    findings: tuple[FoundView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """A page of the report in the list of sections."""

    code: str
    heading: str
    group: str
    href: str
    sign: str
    colour: str
    word: str
    count: str
    current: bool
    errors: int = 0
    warnings: int = 0
    promised: int = 0
    doubtful: int = 0
    people: tuple[str, ...] = ()
    assigned: str = ""
    due: str = ""
    remarks: int = 0
    questions: int = 0  # of the region, that wait for an answer
    closed: bool = False  # the rest of the report is back with questions; this page stays as it was delivered


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveView:
    """What on a page changes as it is filled in, each part under the address or code of its place."""

    pages: tuple[PageLine, ...]
    findings: tuple[tuple[str, tuple[FoundView, ...]], ...]
    computed: tuple[tuple[str, str], ...]
    sums: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkView:
    """A remark with its answers."""

    number: int
    who: str
    at: object
    text: str
    resolved_by: str
    where: str = ""
    href: str = ""
    answers: tuple["RemarkView", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedView:
    """Who was asked, by whom and until when."""

    id: int
    name: str
    by: str
    due: str
    done: bool
    mine: bool
    late: bool = False
    what: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A page on which a section is filled in."""

    title: str
    group: str
    blocks: tuple[BlockView, ...]
    pages: tuple[PageLine, ...]
    previous: PageLine | None
    following: PageLine | None
    errors: tuple[tuple[str, str, str], ...] = ()  # address, label, message
    remarks: tuple[RemarkView, ...] = ()
    assigned: AssignedView | None = None
    has_files: bool = False
    open_findings: tuple[FoundView, ...] = field(default_factory=tuple)
    questions: tuple[QuestionView, ...] = ()
