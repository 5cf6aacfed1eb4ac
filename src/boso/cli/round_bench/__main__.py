"""The benchmark of a round from its beginning to its end; the rows as JSON are the last line it prints."""

import json
import sys
from pathlib import Path
from time import monotonic

from boso.cli.round_bench.killing import killed_databases, killed_servers
from boso.cli.round_bench.load import alone, under_load
from boso.cli.round_bench.server import Server
from boso.cli.round_bench.summing import rows_of
from boso.cli.round_bench.world import make_world


def main(folder: Path) -> None:
    """Makes a world, serves it, writes in it, kills what serves it, and says what was seen."""
    started = monotonic()

    def tell(what: str) -> None:
        print(f"  {monotonic() - started:4.0f} s  {what}", file=sys.stderr, flush=True)

    tell("making municipalities, people and reports")
    world = make_world(folder)
    with Server() as server:
        tell("pages and saves one at a time")
        quiet = alone(server, world)
        tell("people writing and reading at once")
        busy = under_load(server, world)
        tell("killing the web process while people write")
        web = killed_servers(server, world)
        tell("killing the database while people write")
        database = killed_databases(server, world)
        tell("done")
    print(json.dumps(rows_of(quiet, busy, web, database)))


main(Path(sys.argv[1]))
