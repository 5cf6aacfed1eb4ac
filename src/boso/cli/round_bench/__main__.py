"""The benchmark of a round from its beginning to its end; the rows as JSON are the last line it prints."""

import json
import sys
from pathlib import Path
from time import monotonic

from boso.cli.round_bench.following import following
from boso.cli.round_bench.killing import killed_databases, killed_servers
from boso.cli.round_bench.load import alone, under_load
from boso.cli.round_bench.server import Server
from boso.cli.round_bench.spending import Spent, others_share
from boso.cli.round_bench.summing import Row, rows_alone, rows_of_killed, rows_under_load
from boso.cli.round_bench.world import make_world


def main(folder: Path, parts: list[str]) -> None:
    """Makes a world, serves it, writes in it, kills what serves it, and says what was seen of the parts asked for."""
    started, rows = monotonic(), list[Row]()

    def tell(what: str) -> None:
        print(f"  {monotonic() - started:4.0f} s  {what}", file=sys.stderr, flush=True)

    tell("making municipalities, people and reports")
    world = make_world(folder)
    with Server() as server:
        if "alone" in parts:
            tell("pages and saves one at a time")
            rows += rows_alone(alone(server, world))
        if "following" in parts:
            tell("reviews, the overview of a region, workbooks out and in")
            rows += following(server)
        if "load" in parts:
            tell("people writing and reading at once")
            before = Spent.now(server)
            rows += rows_under_load(under_load(server, world))
            rows.append(others_share(before, Spent.now(server)))
        if "web" in parts:
            tell("killing the web process while people write")
            rows += rows_of_killed("the web process", killed_servers(server, world))
        if "database" in parts:
            tell("killing the database while people write")
            rows += rows_of_killed("the database", killed_databases(server, world))
        tell("done")
    print(json.dumps(rows))


main(Path(sys.argv[1]), sys.argv[2:])
