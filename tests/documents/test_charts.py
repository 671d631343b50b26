"""Charts of rows as pictures, and pictures inside PDF files."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from stdlib.adapters.files_folder import FolderFiles
from stdlib.documents import charts
from stdlib.documents.charts import HEIGHT, WIDTH, ZOOM, chart_picture, figures_of
from stdlib.documents.paper import PIXELS_MOST, size_of
from stdlib.driver import Finished
from stdlib.ports import KeywordFault
from tests.runtime.bots import Bot
from vm.value import from_python

SALES = from_python([{"region": "North", "sales": 120.5, "cost": 70}, {"region": "São", "sales": 300, "cost": None}])


@pytest.mark.parametrize(
    ("given", "labels", "series"),
    [
        ([3, 4.5], ["1", "2"], {"value": [3, 4.5]}),
        ({"a": 1, "b": "2"}, ["a", "b"], {"value": [1, 2]}),
        ([{"n": 1, "m": 2}, {"n": 3, "m": 4}], ["1", "3"], {"m": [2, 4]}),
        ([{"k": "x", "v": 1}, {"k": "y"}], ["x", "y"], {"v": [1, None]}),
        ([{"items": [1], "key": "x", "count": 1}], ["x"], {"count": [1]}),
        ([{"ok": True, "v": 1}], ["true"], {"v": [1]}),
        ([{"t": "a" * 40, "v": 1}], ["a" * 21 + "…"], {"v": [1]}),
    ],
)
def test_the_figures_of_rows(given: Any, labels: list[str], series: dict[str, list[float | None]]) -> None:
    found = figures_of(from_python(given))
    assert list(found.labels) == labels
    assert {name: list(values) for name, values in found.series} == series


def test_a_timeseries_goes_by_its_dates() -> None:
    rows = from_python([{"day": "2025-03-01", "v": 3}, {"day": "2025-01-01", "v": 1}])
    assert figures_of(rows, by_time=True).labels == ("2025-01-01", "2025-03-01")
    assert figures_of(rows).labels == ("2025-03-01", "2025-01-01")


@pytest.mark.parametrize("kind", sorted(charts.KINDS))
def test_every_kind_is_a_picture_and_the_same_one_each_time(kind: str) -> None:
    made = chart_picture(kind.title(), SALES, "Sales & <b>costs</b>")
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.size) == ("PNG", (WIDTH * ZOOM, HEIGHT * ZOOM))
        assert len(picture.convert("RGB").getcolors(1 << 20) or []) > 20
    assert made == chart_picture(kind, SALES, "Sales & <b>costs</b>")


def test_a_line_is_not_filled() -> None:
    """Blue, white, grey and black of the axes: the area below a line has no colour."""
    made = chart_picture("line", from_python([1, 90, 1]))
    with Image.open(io.BytesIO(made)) as picture:
        middle = picture.convert("RGB").getpixel((picture.width // 2 + 10, picture.height // 2))
    assert middle == (255, 255, 255)


def test_letters_of_every_script_are_taken() -> None:
    assert chart_picture("bar", from_python({"中文": 3, "العربية": 2, "Привет": 4}), "日本\x00\x1f").startswith(
        b"\x89PNG"
    )


def test_values_below_zero_and_all_zero_are_shown() -> None:
    for values in ([-5, -2], [0, 0], [-1, 1], [1e15, 2e15], [1e-9, 0], [9e99, -9e99], [1e-320, 0]):
        assert chart_picture("bar", from_python(values)).startswith(b"\x89PNG")
        assert chart_picture("line", from_python(values)).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("kind", "rows", "message"),
    [
        ("3d", [1], 'donut, doughnut, and "3d" is none of them'),
        ("bar", [], "at least one field of numbers"),
        ("bar", "text", "at least one field of numbers"),
        ("bar", [{"a": "x"}], "at least one field of numbers"),
        ("bar", [float("inf")], "at least one field of numbers"),
        ("bar", [1e101], "at least one field of numbers"),
        ("pie", [0, 0], "above 0"),
        ("donut", [3, -1], "above 0"),
        ("bar", [1] * (charts.POINTS_MOST + 1), "at most 2000 rows, and got 2001"),
        ("bar", [{f"s{n}": 1 for n in range(charts.SERIES_MOST + 2)}], "at most 12 fields of numbers, and got 13"),
        ("pie", [1] * (charts.SLICES_MOST + 1), "1 to 60 rows"),
    ],
)
def test_what_cannot_be_shown(kind: str, rows: Any, message: str) -> None:
    with pytest.raises(KeywordFault, match=message) as caught:
        chart_picture(kind, from_python(rows))
    assert caught.value.code == "GB6004"


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("bar", [1] * charts.POINTS_MOST),
        ("bar", [{f"s{n}": 1 for n in range(charts.SERIES_MOST + 1)}]),
        ("pie", [1] * charts.SLICES_MOST),
    ],
)
def test_as_much_as_fits_is_shown(kind: str, rows: Any) -> None:
    assert chart_picture(kind, from_python(rows)).startswith(b"\x89PNG")


def bot(root: Path, source: str) -> Bot:
    return Bot(source, ports={"files": FolderFiles(root)}, variables={"rows": SALES}).run()


def test_the_keyword_keeps_the_picture_in_the_drive(tmp_path: Path) -> None:
    ran = bot(tmp_path, 'c = CHART "bar", rows\nTALK c.name + " " + c.type\nd = CREATE CHART "pie", rows, "Sales"')
    assert isinstance(ran.result, Finished), ran.result
    assert ran.said == ["chart.png image/png"]
    made = sorted(path.read_bytes() for path in tmp_path.glob("generated/*/chart.png"))
    assert made == sorted([chart_picture("bar", SALES), chart_picture("pie", SALES, "Sales")])


def pictures_in(data: bytes) -> list[tuple[int, int]]:
    return [image.image.size for page in PdfReader(io.BytesIO(data)).pages for image in page.images if image.image]


@pytest.mark.parametrize("name", ["t.html", "t.md"])
def test_a_document_shows_pictures_of_the_drive(tmp_path: Path, name: str) -> None:
    source = {
        "t.html": '<p>Before <img src="{{c.path}}" alt="Chart"> after</p><img src="https://example.com/x.png">',
        "t.md": "Before\n\n![Chart]({{c.path}})\n\nafter ![x](https://example.com/x.png)",
    }[name]
    (tmp_path / name).write_text(source)
    ran = bot(tmp_path, f'c = CHART "bar", rows\nGENERATE PDF "{name}", {{"c": c}}, "out.pdf"\nTALK READ "out.pdf"')
    assert isinstance(ran.result, Finished), ran.result
    assert pictures_in((tmp_path / "out.pdf").read_bytes()) == [(WIDTH * ZOOM, HEIGHT * ZOOM)]
    assert [word for word in ("Before", "after") if word not in ran.said[0]] == []


@pytest.mark.parametrize(
    ("place", "code"), [("none.png", "GB7302"), ("t.html", "GB7305"), ("../x.png", "GB7301"), ("cut.png", "GB7305")]
)
def test_what_is_no_picture_of_the_drive(tmp_path: Path, place: str, code: str) -> None:
    (tmp_path / "t.html").write_text(f'<img src="{place}">')
    (tmp_path / "cut.png").write_bytes(b"\x89PNG\r\n")
    assert bot(tmp_path, 'GENERATE PDF "t.html", NULL, "out.pdf"').failed.code == code
    assert not (tmp_path / "out.pdf").exists()


def test_the_number_of_pictures_has_a_limit(tmp_path: Path) -> None:
    for number in range(51):
        (tmp_path / f"{number}.png").write_bytes(plain_picture(2, 2))
    (tmp_path / "t.html").write_text("".join(f'<img src="{number}.png">' for number in range(50)))
    assert isinstance(bot(tmp_path, 'GENERATE PDF "t.html", NULL, "out.pdf"').result, Finished)
    (tmp_path / "t.html").write_text("".join(f'<img src="{number}.png">' for number in range(51)))
    assert bot(tmp_path, 'GENERATE PDF "t.html", NULL, "out.pdf"').failed.code == "GB7303"


def test_the_size_of_a_picture_has_a_limit() -> None:
    side = int(PIXELS_MOST**0.5)
    assert size_of(plain_picture(side, side), "x") == (side, side)
    with pytest.raises(KeywordFault) as caught:
        size_of(plain_picture(side + 10, side + 10), "x")
    assert caught.value.code == "GB7303"


def plain_picture(width: int, height: int) -> bytes:
    made = io.BytesIO()
    Image.new("1", (width, height)).save(made, "PNG")
    return made.getvalue()
