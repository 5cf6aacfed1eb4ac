"""Time series: the municipality in accent, peers as a grey band with their median, a gap where a year is missing."""

from collections.abc import Iterator, Mapping
from typing import Any

from boso.publishing.drawing.house import AROUND, GREY, LETTERS, MUTED, PALETTE, frame
from boso.publishing.values import Band, Chart, Line

BESIDE_LAST_POINT = 74  # room for the names of the series, when there are several


def specified(chart: Chart, *, width: int, height: int, heading: bool) -> dict[str, Any]:
    """The chart as a specification; `heading` prints its title in the drawing."""
    years = [str(year) for year in chart.years]
    x = {"field": "year", "type": "ordinal", "scale": {"domain": years}, "axis": {"title": None, "labelAngle": 0}}
    right = 6 if len(chart.lines) == 1 else BESIDE_LAST_POINT
    spec = frame(width=width, height=height, padding={"left": 2, "right": right, "top": 8, "bottom": 2})
    spec["autosize"] = {"type": "fit", "contains": "padding"}
    spec["layer"] = [layer for layer in _layers(chart, x) if layer]
    if heading:
        spec["title"] = {"text": chart.title, "anchor": "start", "fontSize": 12, "color": AROUND}
    return spec


def _layers(chart: Chart, x: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from _scale_layer(chart, x)
    yield from _peer_layers(chart, x)
    yield from _line_layers(chart, x)


def _y(name: str) -> dict[str, Any]:
    return {"field": name, "type": "quantitative", "scale": {"zero": True, "nice": True}}


def _scale_layer(chart: Chart, x: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An unseen mark at the top of a shared scale."""
    if chart.top is not None and chart.years:
        rows = {"values": [{"year": str(chart.years[0]), "top": chart.top}]}
        yield {"data": rows, "mark": {"type": "point", "opacity": 0}, "encoding": {"x": x, "y": _y("top")}}


def _peer_layers(chart: Chart, x: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The band between the lowest and highest peer and the line of the median; nothing without peers."""
    if not chart.peers:
        return
    rows = {"values": [_peer_row(year, band) for year, band in sorted(chart.peers.items())]}
    band = (
        {"type": "area", "color": GREY, "opacity": 0.22}
        if len(chart.peers) > 1
        else {"type": "rule", "color": GREY, "opacity": 0.45, "strokeWidth": 12}
    )
    yield {"data": rows, "mark": band, "encoding": {"x": x, "y": _y("low"), "y2": {"field": "high"}}}
    line = (
        {"type": "line", "color": MUTED, "strokeDash": [4, 3], "strokeWidth": 1.5}
        if len(chart.peers) > 1
        else {"type": "tick", "color": MUTED, "thickness": 2, "width": 18}
    )
    yield {"data": rows, "mark": line, "encoding": {"x": x, "y": _y("median")}}


def _peer_row(year: int, band: Band) -> dict[str, object]:
    return {"year": str(year), "low": band.low, "median": band.median, "high": band.high}


def _line_layers(chart: Chart, x: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each series with a point for every number; a missing year is a gap, never a zero and never bridged."""
    lone = len(chart.lines) == 1
    heights = _label_heights(chart)
    for colour, letters, line in zip(PALETTE, LETTERS, chart.lines, strict=False):
        rows = {"values": _line_rows(chart, line)}
        encoding = {"x": x, "y": _y("value")}
        yield {
            "data": rows,
            "mark": {"type": "line", "color": colour, "strokeWidth": 2.5, "invalid": "break-paths-show-domains"},
            "encoding": encoding,
        }
        yield {
            "data": rows,
            "mark": {"type": "point", "filled": True, "color": colour, "size": 50, "opacity": 1},
            "encoding": encoding,
        }
        yield _value_labels(rows, encoding, letters) if lone else _end_label(line, heights, x, letters)


def _line_rows(chart: Chart, line: Line) -> list[dict[str, object]]:
    return [{"year": str(year), "value": line.values.get(year), "label": line.label} for year in chart.years]


def _value_labels(rows: dict[str, Any], encoding: dict[str, Any], colour: str) -> dict[str, Any]:
    text = {"field": "value", "type": "quantitative", "format": ",.0f"}
    mark = {"type": "text", "dy": -10, "color": colour, "fontWeight": 600}
    return {
        "data": rows,
        "transform": [{"filter": "isValid(datum.value)"}],
        "mark": mark,
        "encoding": {**encoding, "text": text},
    }


def _last(line: Line) -> tuple[int, float] | None:
    known = [(year, value) for year, value in line.values.items() if value is not None]
    return max(known, default=None)


def _label_heights(chart: Chart) -> dict[str, float]:
    """Where each series' name stands: at its last point, moved up where names would cover each other."""
    top = max((v for line in chart.lines for v in line.values.values() if v is not None), default=0.0)
    apart, heights, lowest = top * 0.11, {}, float("-inf")
    ends = [(end[1], line.label) for line in chart.lines if (end := _last(line))]
    for value, label in sorted(ends):
        lowest = heights[label] = max(value, lowest + apart)
    return heights


def _end_label(line: Line, heights: Mapping[str, float], x: dict[str, Any], colour: str) -> dict[str, Any]:
    """The name of the series beside its last point, instead of a legend."""
    end = _last(line)
    if end is None:
        return {}
    rows = {"values": [{"year": str(end[0]), "value": heights[line.label], "label": line.label}]}
    mark = {"type": "text", "align": "left", "dx": 7, "color": colour, "fontWeight": 600}
    return {"data": rows, "mark": mark, "encoding": {"x": x, "y": _y("value"), "text": {"field": "label"}}}
