"""The workflow table as a picture in text (Mermaid), for the documentation. Pure."""

from collections import defaultdict

from boso.reporting.rules.workflow import WORKFLOW
from boso.reporting.values import EventKind, Status

HEAD = """# Workflow of a report

Generated from the table in `boso.reporting.rules.workflow` by `boso workflow --write`; a test holds the two together.
The status follows from the events of a report, which are only added. That a report is late is computed, never stored.
"""


def workflow_document() -> str:
    """The whole page: the diagram, and the events that change no status."""
    return "\n".join([HEAD, "```mermaid", *_diagram(), "```", "", *_staying(), ""])


def _diagram() -> list[str]:
    arrows: dict[tuple[Status, Status], list[EventKind]] = defaultdict(list)
    for (start, event), end in WORKFLOW.items():
        if start is not end:
            arrows[start, end].append(event)
    lines = ["stateDiagram-v2", f"    [*] --> {Status.NOT_STARTED.value}"]
    for (start, end), events in arrows.items():
        label = ", ".join(event.value.replace("_", " ") for event in events)
        lines.append(f"    {start.value} --> {end.value}: {label}")
    return lines


def _staying() -> list[str]:
    where: dict[EventKind, list[Status]] = defaultdict(list)
    for (start, event), end in WORKFLOW.items():
        if start is end:
            where[event].append(start)
    lines = ["| event that changes no status | in |", "|---|---|"]
    for event, statuses in where.items():
        lines.append(f"| {event.value.replace('_', ' ')} | {', '.join(s.value.replace('_', ' ') for s in statuses)} |")
    return lines
