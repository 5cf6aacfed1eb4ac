"""An edition that says only how it differs from another: `based_on` and `changes` become the whole form."""

from collections.abc import Callable
from copy import deepcopy

from boso.kernel.errors import Invalid
from boso.questionnaires.placed_yaml import Block, Items, Line

LISTS = ("sections", "fields", "tables", "rows", "columns")
OWN_KEYS = frozenset({"based_on", "changes"})
NOT_INHERITED = frozenset({"crosswalk", "note"})
ORDERS = frozenset({"at", "set", "remove", "add", "before", "drop"})


def resolved(content: Block, *, base: Callable[[str], Block]) -> Block:
    """The whole form. Keys beside `based_on` and `changes` replace the base's; each change is made in turn.

    A change names a thing by the codes on the way to it, `at: 1.1/need/A_no_dwelling` (or a list of such), and then
    `set:` keys to new values, `drop:` keys, `remove: true`, or `add:` a new thing of that list `before:` another.
    """
    if "based_on" not in content:
        return content
    whole = deepcopy(base(str(content["based_on"])))
    for key in NOT_INHERITED & whole.keys():
        del whole[key]
    for key in content.keys() - OWN_KEYS:
        whole.put(key, content[key], content.lines[key])
    changes = content.get("changes", Items(content.at))
    if not isinstance(changes, Items):
        raise Invalid(f"{content.lines['changes']}: 'changes' must be a list of changes.")
    for change, line in zip(changes, changes.lines, strict=True):
        _make(whole, change, line)
    whole.at = content.at
    return whole


def _make(whole: Block, change: object, line: Line) -> None:
    if not isinstance(change, Block) or "at" not in change or not change.keys() <= ORDERS:
        raise Invalid(f"{line}: a change has 'at' and one of 'set', 'drop', 'remove' or 'add'.")
    places = change["at"] if isinstance(change["at"], Items) else [change["at"]]
    for place in places:
        _make_at(whole, str(place), change)


def _make_at(whole: Block, address: str, change: Block) -> None:
    target, siblings = _find(whole, address, change.lines["at"])
    if change.get("remove"):
        index = next((i for i, member in enumerate(siblings) if member is target), None)
        if index is None:
            raise Invalid(f"{change.lines['remove']}: '{address}' is no part of a list and cannot be removed.")
        del siblings[index], siblings.lines[index]
    _set(target, change)
    if "add" in change:
        _add(target, change)


def _set(target: Block, change: Block) -> None:
    values = change.get("set", {})
    if isinstance(values, Block):
        for key, value in values.items():
            target.put(key, deepcopy(value), values.lines[key])
    dropped = change.get("drop", [])
    if isinstance(dropped, list):
        for key in dropped:
            if key not in target:
                raise Invalid(f"{change.lines['drop']}: '{change['at']}' has no '{key}' to drop.")
            del target[key]


def _add(target: Block, change: Block) -> None:
    """Add a row, column, field, table or section; the one key of `add` says to which list."""
    new = change["add"]
    if not isinstance(new, Block) or len(new) != 1 or next(iter(new)) not in LISTS:
        raise Invalid(f"{change.lines['add']}: 'add' has one key, one of {', '.join(LISTS)}.")
    name, members = next(iter(new.items()))
    line = new.lines[name]
    if not isinstance(members, Items):
        raise Invalid(f"{line}: '{name}' must be a list.")
    place = target.setdefault(name, Items(line))
    target.lines.setdefault(name, line)
    if not isinstance(place, Items):
        raise Invalid(f"{line}: '{change['at']}' holds no list '{name}'.")
    before = _index_of(place, change)
    for offset, member in enumerate(members):
        place.put(deepcopy(member), members.lines[offset], None if before is None else before + offset)


def _index_of(place: Items, change: Block) -> int | None:
    if "before" not in change:
        return None
    for index, member in enumerate(place):
        if isinstance(member, Block) and member.get("code") == change["before"]:
            return index
    raise Invalid(f"{change.lines['before']}: there is no '{change['before']}' in '{change['at']}'.")


def _find(whole: Block, address: str, line: Line) -> tuple[Block, Items]:
    """The thing with these codes and the list it stands in; `.` is the form itself, `1.2/narrative` a narrative."""
    target, siblings = whole, Items(line)
    for code in address.split("/") if address != "." else ():
        if code == "narrative" and isinstance(target.get("narrative"), Block):
            target = target["narrative"]  # type: ignore[assignment]
            continue
        found = _member(target, code)
        if found is None:
            raise Invalid(f"{line}: the form this one is based on has no '{address}' ('{code}' is not there).")
        target, siblings = found
    return target, siblings


def _member(target: Block, code: str) -> tuple[Block, Items] | None:
    for name in LISTS:
        siblings = target.get(name)
        if isinstance(siblings, Items):
            for member in siblings:
                if isinstance(member, Block) and member.get("code") == code:
                    return member, siblings
    return None
