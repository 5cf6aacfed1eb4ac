"""What goes out goes through the gate: nobody outside computes on figures or reads them another way."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src/boso"
OUTSIDE = ("publishing", "api", "web/public", "web/presenters")
COMMANDS = ("cli/factsheet.py", "cli/annual.py")
FOLDED = frozenset({"total", "median"})  # of kernel.figures: sums and medians of one's own
DOORS = ("boso.indicators.queries", "boso.indicators.release", "boso.reporting.released")
WAYS_ROUND = (
    "boso.indicators.evaluating",
    "boso.reporting.rows",
    "boso.reporting.storage",
    "boso.reporting.contents",
    "boso.reporting.models",
)
FILES = [file for folder in OUTSIDE for file in sorted((SOURCE / folder).rglob("*.py"))]


def imports(file: Path) -> Iterator[tuple[str, str]]:
    """The module and the name of each import."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, each.name) for each in node.names)


def named(file: Path) -> str:
    return str(file.relative_to(SOURCE))


@pytest.mark.parametrize("file", FILES, ids=named)
def test_no_figure_is_subtracted_added_up_or_read_beside_the_gate(file: Path) -> None:
    found = list(imports(file))
    assert not [name for module, name in found if module == "boso.kernel.figures" and name in FOLDED]
    assert not [module for module, _name in found if module.startswith(WAYS_ROUND)]
    text = ast.parse(file.read_text("utf-8"))
    lines = [
        n.lineno for n in ast.walk(text) if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Sub) and _is_figure(n)
    ]
    assert not lines, "use boso.indicators.release.figures.change"


def _is_figure(node: ast.BinOp) -> bool:
    """`now.number - before.number`, where both sides are figures' numbers."""
    return all(isinstance(side, ast.Attribute) and side.attr == "number" for side in (node.left, node.right))


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_that_write_publications_use_what_publications_use(command: str) -> None:
    modules = [module for module, _name in imports(SOURCE / command)]
    assert not [m for m in modules if m.startswith(("boso.reporting.queries", *WAYS_ROUND))]


def test_every_query_that_gives_figures_asks_for_whom() -> None:
    """`within` is a keyword of each, and nobody means the public by leaving it out but here."""
    folder = SOURCE / "indicators/queries"
    loaders = [f for f in folder.glob("*.py") if any(m == "boso.reporting.models" for m, _n in imports(f))]
    for file in loaders:
        gated = [module for module, _name in imports(file) if module.startswith("boso.indicators.release")]
        reads = {name for module, name in imports(file) if module == "boso.reporting.models"}
        assert gated or not reads & {"Answer", "EconomyRow"}, file.name
