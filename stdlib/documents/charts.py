"""Charts of rows as PNG pictures: drawn by reportlab, turned into pixels by resvg with a font of its own. Pure.

The same rows give the same picture on every machine, but for letters that are not Latin, which need a font of the
machine. Called by CHART; heavy imports wait until the first picture.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from stdlib.functions.arguments import numeric, text_or_empty, unwrap
from stdlib.ports.faults import KeywordFault
from vm.value import Array, Object

KINDS: Mapping[str, str] = {
    "bar": "bar", "column": "bar", "line": "line", "timeseries": "time", "pie": "pie", "donut": "donut",
    "doughnut": "donut",
}  # fmt: skip
POINTS_MOST = 2000
SERIES_MOST = 12
SLICES_MOST = 60
WIDTH, HEIGHT, ZOOM = 640, 400, 2
_FONT = "Bitstream Vera Sans"
_LABEL = 22
_HUGE = 1e100  # what is larger, or smaller than its inverse, has no place at an axis
_COLORS = ("#1a5fb4", "#e66100", "#26a269", "#a51d2d", "#813d9c", "#b5835a", "#0d8a8a", "#c64600", "#5e5c64", "#e5a50a")


@dataclass(frozen=True)
class Figures:
    """What is shown: a label for each point, and for each series its name and a value, or None, for each point."""

    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]


def chart_picture(kind: str, rows: Any, title: str = "") -> bytes:
    """The PNG; GB6004 names the kinds, or says what is wrong with the rows."""
    wanted = KINDS.get(kind.strip().lower().replace(" ", "").replace("_", ""))
    if wanted is None:
        raise KeywordFault("GB6004", f'CHART draws {", ".join(KINDS)}, and "{kind[:40]}" is none of them')
    figures = figures_of(rows, by_time=wanted == "time")
    drawing = _sheet(title)
    if wanted in ("pie", "donut"):
        _round(drawing, figures, wanted)
    else:
        _axes(drawing, figures, wanted)
    return _pixels(drawing)


# ---------------------------------------------------------------- the figures


def figures_of(rows: Any, by_time: bool = False) -> Figures:
    """Labels and series of a list of rows, a list of numbers, or an object of numbers; GB6004 when there are none.

    The first field that is not a number in every row is the label; all fields with numbers are series.
    """
    table, label = _table(unwrap(rows))
    if len(table) > POINTS_MOST:
        raise KeywordFault("GB6004", f"CHART shows at most {POINTS_MOST} rows, and got {len(table)}; group them first")
    names = [name for name in dict.fromkeys(name for row in table for name in row) if name != label]
    numbers = [name for name in names if _is_series(table, name)]
    label = label or next((name for name in names if name not in numbers and not _is_inner(table, name)), "")
    if not label and len(numbers) > 1:
        label = numbers.pop(0)
    if not numbers:
        raise KeywordFault("GB6004", "CHART needs rows with at least one field of numbers, and there is none")
    if len(numbers) > SERIES_MOST:
        raise KeywordFault("GB6004", f"CHART shows at most {SERIES_MOST} fields of numbers, and got {len(numbers)}")
    if by_time and label:
        table.sort(key=lambda row: _moment(row.get(label)))
    labels = tuple(_short(row.get(label) if label else number) for number, row in enumerate(table, 1))
    return Figures(labels, tuple((name, tuple(_float(row.get(name)) for row in table)) for name in numbers))


def _table(rows: Any) -> tuple[list[dict[str, Any]], str]:
    """Rows as they are, numbers as rows; and the field with the labels, "" where it is to be found."""
    if isinstance(rows, Object):
        return [{"label": key, "value": value} for key, value in rows.items()], "label"
    items = list(rows) if isinstance(rows, Array) else []
    if any(isinstance(item, Object) for item in items):
        return [dict(item.items()) for item in items if isinstance(item, Object)], ""
    return [{"label": str(number), "value": value} for number, value in enumerate(items, 1)], "label"


def _is_series(table: Sequence[Mapping[str, Any]], name: str) -> bool:
    found = [row.get(name) for row in table if row.get(name) not in (None, "")]
    return bool(found) and all(_float(value) is not None for value in found)


def _is_inner(table: Sequence[Mapping[str, Any]], name: str) -> bool:
    """A field of lists or objects is neither label nor series."""
    return any(isinstance(row.get(name), Array | Object) for row in table)


def _float(value: Any) -> float | None:
    found = None if isinstance(value, bool) else numeric(value)
    if found is None or not abs(found) < _HUGE:
        return None
    return float(found) if abs(found) > 1 / _HUGE else 0.0


def _moment(value: Any) -> tuple[int, str]:
    if isinstance(value, datetime):
        return 0, value.isoformat()
    return (0, f"{value.isoformat()}T") if isinstance(value, date) else (1, text_or_empty(value))


def _short(value: Any) -> str:
    text = _line(text_or_empty(value))
    return text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"


def _line(text: str) -> str:
    """On one line, without what a picture cannot show."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


# ---------------------------------------------------------------- the drawing


def _sheet(title: str) -> Any:
    from reportlab.graphics.shapes import Drawing, Rect, String
    from reportlab.lib.colors import white

    _font()
    drawing = Drawing(WIDTH, HEIGHT)
    drawing.add(Rect(0, 0, WIDTH, HEIGHT, fillColor=white, strokeColor=None))
    if title:
        shown = _line(title)[:70]
        drawing.add(String(WIDTH / 2, HEIGHT - 26, shown, fontName=_FONT, fontSize=15, textAnchor="middle"))
    return drawing


@lru_cache(maxsize=1)
def _font() -> str:
    """Path of the font; reportlab measures texts with it, and resvg draws them."""
    import reportlab
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    path = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    registerFont(TTFont(_FONT, str(path)))
    return str(path)


def _axes(drawing: Any, figures: Figures, kind: str) -> None:
    from reportlab.graphics.charts.barcharts import VerticalBarChart
    from reportlab.graphics.charts.linecharts import HorizontalLineChart

    chart: Any = VerticalBarChart() if kind == "bar" else HorizontalLineChart()
    named = len(figures.series) > 1
    chart.x, chart.y, chart.width, chart.height = 70, 74, WIDTH - 100, HEIGHT - (150 if named else 124)
    chart.data = [values for _, values in figures.series]
    if kind == "bar":
        chart.data = [tuple(value or 0.0 for value in values) for values in chart.data]
        chart.groupSpacing, chart.barSpacing = 10, 1
    else:
        chart.joinedLines = 1
    _label_axes(chart, figures)
    for number in range(len(figures.series)):
        if kind == "bar":
            chart.bars[number].fillColor, chart.bars[number].strokeColor = _color(number), None
        else:
            chart.lines[number].strokeColor, chart.lines[number].strokeWidth = _color(number), 2.2
    drawing.add(chart)
    if named:
        _legend(drawing, [name for name, _ in figures.series], WIDTH / 2, HEIGHT - 44, columns=4)


def _label_axes(chart: Any, figures: Figures) -> None:
    from reportlab.lib.colors import HexColor

    across, up = chart.categoryAxis, chart.valueAxis
    shown = max(1, math.ceil(len(figures.labels) / 24))
    across.categoryNames = [label if at % shown == 0 else "" for at, label in enumerate(figures.labels)]
    across.labels.fontName = up.labels.fontName = _FONT
    across.labels.fontSize = up.labels.fontSize = 9
    if sum(map(len, across.categoryNames)) > 70:
        across.labels.angle, across.labels.boxAnchor, across.labels.dy = 35, "ne", -2
    across.tickDown = 3 if shown == 1 else 0
    up.visibleGrid, up.gridStrokeColor = 1, HexColor("#dddddd")
    up.labelTextFormat = _scale
    values = [value for _, series in figures.series for value in series if value is not None]
    up.valueMin, up.valueMax = min(0.0, *values), max(0.0, *values) or 1.0
    if up.valueMin == up.valueMax:
        up.valueMax = up.valueMin + 1.0


def _round(drawing: Any, figures: Figures, kind: str) -> None:
    from reportlab.graphics.charts.doughnut import Doughnut
    from reportlab.graphics.charts.piecharts import Pie

    name, values = figures.series[0]
    parts = [(label, value) for label, value in zip(figures.labels, values, strict=True) if value]
    if any(value < 0 for _, value in parts) or not parts or len(parts) > SLICES_MOST:
        raise KeywordFault("GB6004", f"a {kind} chart needs 1 to {SLICES_MOST} rows whose {name} is above 0")
    chart: Any = Pie() if kind == "pie" else Doughnut()
    chart.x, chart.y, chart.width, chart.height = 40, 40, 290, 290
    chart.data, chart.labels = [value for _, value in parts], None
    if kind == "donut":
        chart.innerRadiusFraction = 0.55
    for number in range(len(parts)):
        chart.slices[number].fillColor, chart.slices[number].strokeColor = _color(number), None
    drawing.add(chart)
    whole = sum(value for _, value in parts)
    shares = [f"{label}: {_scale(value)} ({value / whole:.0%})" for label, value in parts[:18]]
    _legend(drawing, shares, 360, 326, columns=1)


def _legend(drawing: Any, names: Sequence[str], x: float, y: float, columns: int) -> None:
    from reportlab.graphics.charts.legends import Legend

    legend: Any = Legend()
    legend.x, legend.y, legend.boxAnchor = x, y, "n" if columns > 1 else "nw"
    legend.alignment, legend.fontName, legend.fontSize = "right", _FONT, 9
    legend.columnMaximum = math.ceil(len(names) / columns) if columns > 1 else len(names)
    legend.dx = legend.dy = 8
    legend.deltay, legend.deltax, legend.autoXPadding = 14, 20, 12
    legend.strokeColor = None
    legend.colorNamePairs = [
        (_color(number), _short(name) if columns > 1 else name) for number, name in enumerate(names)
    ]
    drawing.add(legend)


def _color(number: int) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(_COLORS[number % len(_COLORS)])


def _scale(value: float) -> str:
    """A number at an axis: as short as it can be."""
    size = abs(value)
    for limit, unit in ((1e9, "G"), (1e6, "M")):
        if size >= limit * 10:
            return f"{value / limit:,.4g}{unit}"
    return f"{value:,.0f}" if size >= 100 or value == int(value) else f"{value:.4g}"


def _pixels(drawing: Any) -> bytes:
    import resvg_py
    from reportlab.graphics.renderSVG import drawToString

    shown = drawToString(drawing).replace("; fill: None; fill-rule", "; fill: none; fill-rule")
    enough = not any("\u0250" <= char < "\u2000" or char > "\u2122" for char in shown)  # of the letters of our font
    return bytes(resvg_py.svg_to_bytes(svg_string=shown, zoom=ZOOM, font_files=[_font()], skip_system_fonts=enough))
