"""`boso bench`: the benchmarks as a table and as JSON, each figure also as a ratio to a baseline of the same run."""

import argparse
import importlib
import json
import os
import platform
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from boso.kernel.errors import BosoError

BENCHES = {
    "read": "a report read, against extracting its text alone",
    "check": "a full report checked by all rules",
    "store": "a workbook in, checked and stored",
    "round": "200 people writing, 20 reading; the server and the database killed meanwhile (about eight minutes);\n"
    "            its parts by themselves: alone, following, load, web, database",
    "roundtrip": "generated reports through Word, PDF and workbook and back (about ten minutes)",
    "fuzz": "damaged files at the upload: no fault of the server, none that hangs (about ten minutes)",
    "publish": "fact sheets, the annual report and the page of comparison, for all of Norway",
}
ROW_KEYS = frozenset({"name", "value", "unit", "baseline", "baseline_name", "ratio"})

type_of_row = dict[str, object]


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `bench` to the command line."""
    parser = subparsers.add_parser(
        "bench",
        help="the benchmarks",
        description="Runs the benchmarks, prints a table and writes JSON.\n\n"
        + "\n".join(f"  {name:<10}{what}" for name, what in BENCHES.items()),
        epilog="Example: boso bench check --out bench.json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", nargs="?", choices=sorted(BENCHES), metavar="NAME", help="one of them; without it, all")
    parser.add_argument("part", nargs="*", metavar="PART", help="of `round`: these parts alone, as `round load`")
    parser.add_argument("--out", type=Path, default=Path("out/bench.json"), metavar="FILE", help="default %(default)s")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints and writes what was measured; a missed aim is shown as missed, and is no fault of the run."""
    rows: list[type_of_row] = []
    names = [args.name] if args.name else [name for name in BENCHES if find_spec(_module(name))]
    for name in track(names, description="Measuring", transient=True, console=Console(stderr=True)):
        rows += _measured(name, args.part)
    _print(rows)
    _write(rows, args.out)
    print(f"Written to {args.out}.")
    return 0


def _module(name: str) -> str:
    return f"boso.cli.bench_{name}"


def _measured(name: str, parts: Sequence[str] = ()) -> list[type_of_row]:
    if not find_spec(_module(name)):
        raise BosoError(f"There is no benchmark {name} yet; leave the name out to run those there are.")
    bench = importlib.import_module(_module(name))
    known = getattr(bench, "PARTS", ())
    if wrong := [part for part in parts if part not in known]:
        raise BosoError(f"{name} has no part {wrong[0]}; write {', '.join(known) or 'its name alone'}.")
    rows: list[type_of_row] = bench.run(parts) if parts else bench.run()
    for row in rows:
        if missing := ROW_KEYS - row.keys():
            raise ValueError(f"benchmark {name}: {row.get('name')} lacks {', '.join(sorted(missing))}")
    return rows


def _print(rows: list[type_of_row]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("measured")
    for title in ("value", "aim", "", "baseline", "ratio", "growth"):
        table.add_column(title, justify="right")
    for row in rows:
        table.add_row(
            str(row["name"]),
            f"{row['value']} {row['unit']}",
            f"≤ {row['aim']} {row['unit']}" if row.get("aim") is not None else "",
            verdict(row),
            f"{row['baseline']} {row['unit']}",
            f"{row['ratio']} ×",
            f"{row['growth']}" if row.get("growth") is not None else "",
        )
    console = Console(width=max(Console().width, 120), highlight=False)
    console.print(table)
    for row in rows:
        growth = f"; growth: {row['growth_name']}" if row.get("growth_name") else ""
        console.print(f"  {row['name']} – baseline: {row['baseline_name']}{growth}", style="dim")


def verdict(row: type_of_row) -> str:
    """Whether the aim was reached; nothing where there is none."""
    if row.get("aim") is None:
        return ""
    return "reached" if float(str(row["value"])) <= float(str(row["aim"])) else "MISSED"


def _write(rows: list[type_of_row], out: Path) -> None:
    machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    content = {"machine": machine, "rows": [{**row, "verdict": verdict(row)} for row in rows]}
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as fault:
        raise BosoError(f"Cannot write {out} ({fault.strerror}); name another file with --out.") from fault
