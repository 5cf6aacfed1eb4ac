"""Which texts the pages have, found in templates and code, and adding the new ones to the catalogues.

`python -m boso.web.messages` adds what is missing, ready to be translated, and takes out what is no longer used.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings
from django.template import Engine, Node
from django.template.base import Template, Variable
from django.template.loader_tags import ExtendsNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

PACKAGE = Path(__file__).resolve().parents[1]
SINGLE = frozenset({"gettext", "gettext_lazy", "_"})
ERRORS = frozenset({"Invalid", "Denied", "NotFound"})
SPOKEN = (PACKAGE / "importers/actions", PACKAGE / "reporting/actions")  # their errors are said on pages as they are


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A text as written in bokmål; `plural` where it counts."""

    text: str
    plural: str = ""


def messages() -> set[Message]:
    """Every text of the house."""
    found = {m for file in PACKAGE.rglob("*.py") if "migrations" not in file.parts for m in in_code(file)}
    templates = [file for folder in template_folders() for file in _templates(folder)]
    return found | {m for file in templates for m in in_template(file)}


def template_folders() -> list[Path]:
    """Where templates of pages lie."""
    folders: list[str] = settings.TEMPLATES[0]["DIRS"]  # type: ignore[assignment]  # one of several kinds of values
    return [Path(folder) for folder in folders]


def in_code(file: Path) -> Iterator[Message]:
    """Texts of calls to gettext in a Python file, and of the errors of actions that pages show."""
    spoken = file.parent in SPOKEN
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from _of_call(node.func.id, _texts(node.args), spoken=spoken)
        elif spoken and isinstance(node, ast.Dict):
            yield from (Message(text) for text in _texts(node.values) if " " in text)


def _of_call(name: str, texts: list[str], *, spoken: bool) -> Iterator[Message]:
    if texts and (name in SINGLE or (spoken and name in ERRORS)):
        yield Message(texts[0])
    elif name == "ngettext" and len(texts) > 1:
        yield Message(texts[0], texts[1])


def _texts(nodes: Iterable[ast.expr]) -> list[str]:
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value]


def in_template(file: Path) -> Iterator[Message]:
    """Texts of the translate tags of a template, and of `_("…")` in its expressions."""
    engine = Engine.get_default()
    template = Template(file.read_text(encoding="utf-8"), engine=engine)
    for node in _all_nodes(template.nodelist):
        if isinstance(node, TranslateNode):
            said = node.filter_expression.var
            yield Message(str(said.literal if isinstance(said, Variable) else said))
        elif isinstance(node, BlockTranslateNode):
            yield _of_block(node)
        else:
            yield from _of_expressions(node)


def _of_block(node: BlockTranslateNode) -> Message:
    text, _names = node.render_token_list(node.singular)
    plural = node.render_token_list(node.plural)[0] if node.plural else ""
    if node.trimmed:
        text, plural = " ".join(text.split()), " ".join(plural.split())
    return Message(text, plural)


def _of_expressions(node: Node) -> Iterator[Message]:
    """`{% firstof x _("…") %}` and the like."""
    for value in vars(node).values():
        for each in value if isinstance(value, (list, tuple)) else [value]:
            variable = getattr(each, "var", None)
            if isinstance(variable, Variable) and variable.translate:
                yield Message(str(variable.literal))


def _all_nodes(nodes: "Iterator[Node] | list[Node]") -> Iterator[Node]:
    for node in nodes:
        yield node
        children = [node.nodelist] if isinstance(node, ExtendsNode) else []
        children += [getattr(node, name) for name in node.child_nodelists if hasattr(node, name)]
        if hasattr(node, "conditions_nodelists"):
            children += [branch for _condition, branch in node.conditions_nodelists]
        seen: set[int] = set()
        for child in children:
            if id(child) not in seen:
                seen.add(id(child))
                yield from _all_nodes(child)


def _templates(folder: Path) -> list[Path]:
    return sorted([*folder.rglob("*.html"), *folder.rglob("*.txt")])


def update(catalogue: Path, known: set[Message]) -> tuple[int, int]:
    """Adds texts without a translation, drops unused ones; says how many of each."""
    book = polib.pofile(str(catalogue), wrapwidth=0) if catalogue.exists() else _empty_book(catalogue)
    library = {e.msgid for e in book if "library" in e.comment}
    have = {(e.msgid, e.msgid_plural) for e in book}
    new = sorted(m for m in known if (m.text, m.plural) not in have)
    wanted = {(m.text, m.plural) for m in known}
    gone = [e for e in book if (e.msgid, e.msgid_plural) not in wanted and e.msgid not in library]
    for entry in gone:
        book.remove(entry)
    for m in new:
        plurals = {0: "", 1: ""} if m.plural else {}
        book.append(polib.POEntry(msgid=m.text, msgid_plural=m.plural, msgstr="", msgstr_plural=plurals))
    book.sort(key=lambda entry: ("library" in entry.comment, entry.msgid.casefold()))
    book.save(str(catalogue))
    return len(new), len(gone)


def _empty_book(catalogue: Path) -> polib.POFile:
    book = polib.POFile(wrapwidth=0)
    book.metadata = {
        "Language": catalogue.parts[-3],
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return book


def main() -> None:
    """Brings the catalogues up to date with the texts."""
    import django  # noqa: PLC0415 -- only when run as a command

    django.setup()
    known = messages()
    for language in ("nn", "en"):
        catalogue = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES/django.po"
        new, gone = update(catalogue, known)
        print(f"{language}: {len(known)} texts, {new} new, {gone} taken out")  # noqa: T201 -- a command


if __name__ == "__main__":
    main()
