"""What differs between two drafts of one report, field by field and row by row, in the order of the form. Pure."""

from collections.abc import Iterable, Iterator

from boso.questionnaires.values import Edition, FieldType, Table
from boso.reporting.rules.asking import asked_by
from boso.reporting.rules.differing_rows import of_rows, tables, what_happened
from boso.reporting.rules.drafts import Draft
from boso.reporting.values.differing import DISTRICT, FILE, FieldChange, PartRow, What
from boso.reporting.values.fields import EMPTY, Content, Home

Parts = Iterable[PartRow]


def differences(
    edition: Edition, before: Draft, after: Draft, *, parts_before: Parts = (), parts_after: Parts = ()
) -> tuple[FieldChange, ...]:
    """Everything that differs between two drafts of a report, in the order of the form; nothing for equal ones.

    Rows are matched by what they hold and where they stand (`rules.matching`): one that was added, removed or moved is
    told as such, once. The parts of city districts are no part of a draft and come beside it. Where an answer comes
    from, and whether it was confirmed, is no difference.
    """
    found = [
        *_fixed(edition, before, after),
        *(change for rows in tables(edition, before, after) for change in of_rows(rows)),
        *_files(edition, before, after),
        *_parts(edition, parts_before, parts_after),
    ]
    order = {section.code: place for place, section in enumerate(edition.sections)}
    return tuple(sorted(found, key=lambda change: order.get(change.section, len(order))))


def section_of(edition: Edition, address: str) -> str:
    """The section that asks for a field, a text that a table of goals stands for, or files; empty where none does."""
    asked = asked_by(edition).get(address)
    if asked:
        return asked.section
    home, _, code = address.partition(":")
    for section in edition.sections:
        if home == Home.FIELD and any(q.code == code for q in section.fields):
            return section.code
        if home == Home.TEXT and any(_stands_for(table, code) for table in section.tables):
            return section.code
    return ""


def _fixed(edition: Edition, before: Draft, after: Draft) -> Iterator[FieldChange]:
    """Fields with an address that lasts: those of the form in its order, then what older contents hold beside it."""
    asked = asked_by(edition)
    known = dict.fromkeys([*asked, *before.fields, *after.fields])
    for address in known:
        home = address.partition(":")[0]
        old, new = before.at(address).content, after.at(address).content
        if old == new or Home(home).in_rows:
            continue
        code = address.partition(":")[2]
        follows = address not in asked and home == Home.TEXT and any(_stands_for(t, code) for t in edition.tables())
        yield FieldChange(
            what=what_happened(old, new),
            home=home,
            address=address,
            key=address,
            section=section_of(edition, address),
            before=old,
            after=new,
            type=asked[address].type if address in asked else FieldType.TEXT,
            computed=follows,
        )


def _stands_for(table: Table, code: str) -> bool:
    """The text is made from the results of a table of goals."""
    head, sign, tail = table.text_code.partition("{n}")
    if not sign:
        return bool(head) and code == head
    return code.startswith(head) and code.endswith(tail) and code[len(head) : len(code) - len(tail)].isdecimal()


def _files(edition: Edition, before: Draft, after: Draft) -> Iterator[FieldChange]:
    """A file is the same where its name and its content are; another content under the same name is another file."""
    old = {(f.code, f.name, f.digest): f for f in before.content.files}
    new = {(f.code, f.name, f.digest): f for f in after.content.files}
    for key in (*(k for k in old if k not in new), *(k for k in new if k not in old)):
        file, there = old.get(key) or new[key], Content("text", key[1])
        yield FieldChange(
            what=What.REMOVED if key in old else What.ADDED,
            home=FILE,
            address=f"{FILE}:{file.id}",
            key=f"{FILE}:{file.code}:{file.digest}",
            section=section_of(edition, f"{Home.FIELD}:{file.code}"),
            before=there if key in old else EMPTY,
            after=there if key in new else EMPTY,
            type=FieldType.FILE,
        )


def _parts(edition: Edition, before: Parts, after: Parts) -> Iterator[FieldChange]:
    old, new = ({(p.code, p.district): p for p in parts} for parts in (before, after))
    for code, district in dict.fromkeys([*old, *new]):
        kept = new.get((code, district)) or old[code, district]
        then = old[code, district].content if (code, district) in old else EMPTY
        now = new[code, district].content if (code, district) in new else EMPTY
        if then != now:
            asked = asked_by(edition).get(f"{Home.FIGURE}:{code}")
            yield FieldChange(
                what=what_happened(then, now),
                home=DISTRICT,
                address=f"{DISTRICT}:{code}:{district}",
                key=f"{DISTRICT}:{code}:{district}",
                section=asked.section if asked else "",
                before=then,
                after=now,
                type=asked.type if asked else FieldType.INT,
                column=district,
                row_label=kept.name,
            )
