"""YAML read into plain values that remember the file and line they come from, so that a mistake can be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from boso.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, counted from 1."""

    file: str
    number: int

    def __str__(self) -> str:
        return f"{self.file}, line {self.number}"


class Block(dict[str, object]):
    """A mapping that knows where it begins (`at`) and where each of its keys stands (`lines`)."""

    def __init__(self, at: Line) -> None:
        super().__init__()
        self.at = at
        self.lines: dict[str, Line] = {}

    def put(self, key: str, value: object, line: Line) -> None:
        """Set a key and remember where the new value stands."""
        self[key] = value
        self.lines[key] = line


class Items(list[object]):
    """A sequence that knows where it begins (`at`) and where each of its members stands (`lines`)."""

    def __init__(self, at: Line) -> None:
        super().__init__()
        self.at = at
        self.lines: list[Line] = []

    def put(self, value: object, line: Line, before: int | None = None) -> None:
        """Add a member, last or before another, and remember where it stands."""
        index = len(self) if before is None else before
        self.insert(index, value)
        self.lines.insert(index, line)


def read_yaml(path: Path) -> Block:
    """The one mapping a YAML file holds. Raises `Invalid` with file, line and remedy for anything else."""
    found = _read(path)
    if not isinstance(found, Block):
        raise Invalid(f"{path.name}, line 1: the file must hold keys and values, such as 'template: ost_annual'.")
    return found


def read_yaml_list(path: Path) -> list[Block]:
    """The mappings of a YAML file that holds a list of them. Raises `Invalid` likewise."""
    found = _read(path)
    if not isinstance(found, Items):
        raise Invalid(f"{path.name}, line 1: the file must hold a list; begin each entry with '- '.")
    for entry, line in zip(found, found.lines, strict=True):
        if not isinstance(entry, Block):
            raise Invalid(f"{line}: an entry must hold keys and values.")
    return [entry for entry in found if isinstance(entry, Block)]


def _read(path: Path) -> object:
    loader = yaml.CSafeLoader(path.read_bytes())
    try:
        root = loader.get_single_node()
        return _value(root, loader, path.name) if root is not None else None
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 1
        raise Invalid(f"{path.name}, line {line}: this is not YAML ({error.problem}).") from None
    except yaml.YAMLError as error:  # a byte that is no text has no mark
        raise Invalid(f"{path.name}: this is not a text file ({error}).") from None
    finally:
        loader.dispose()


def plain(value: object) -> object:
    """The same value without places, fit for writing as JSON or YAML."""
    if isinstance(value, dict):
        return {key: plain(member) for key, member in value.items()}
    if isinstance(value, list):
        return [plain(member) for member in value]
    return value


def line_of(root: Block, path: Sequence[str | int]) -> Line:
    """Where the value at the path stands; for a path that ends outside the file, its nearest place inside."""
    line = root.at
    current: Any = root
    for step in path:
        try:
            line, current = current.lines[step], current[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return line


def _value(node: yaml.Node, loader: yaml.CSafeLoader, file: str) -> object:
    if isinstance(node, yaml.MappingNode):
        return _block(node, loader, file)
    if isinstance(node, yaml.SequenceNode):
        items = Items(_line(node, file))
        for member in node.value:
            items.put(_value(member, loader, file), _line(member, file))
        return items
    return loader.construct_object(node)


def _block(node: yaml.MappingNode, loader: yaml.CSafeLoader, file: str) -> Block:
    block = Block(_line(node, file))
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = _line(key_node, file)
        if key in block:
            raise Invalid(f"{line}: the key '{key}' stands twice; the first is on line {block.lines[key].number}.")
        block.put(key, _value(value_node, loader, file), line)
    return block


def _line(node: yaml.Node, file: str) -> Line:
    return Line(file, node.start_mark.line + 1)
