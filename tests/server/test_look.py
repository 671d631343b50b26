"""What of a theme reaches a page: values of variables, pictures of the theme's own folder, and no other setting."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from server.assets import FOLDER, assets
from server.bots.package import Package, package_of
from server.look import MOST_PICTURE, MOST_SHEET, look, theme_file, themes, variables
from tests.server.conversing import write_bot


def package(root: Path, config: str = "", **files: bytes) -> Package:
    folder = write_bot(root, "b", {"start.bas": 'TALK "x"\n'}, config)
    (folder / "b.gbtheme").mkdir()
    for name, content in files.items():
        (folder / "b.gbtheme" / name.replace("__", ".")).write_bytes(content)
    return package_of(folder, root / "state")


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (":root { --a: #fff; --b: 12px }", "--a:#fff;--b:12px;"),
        ("body { color: red } .x { --c: rgb(1, 2, 3); }", "--c:rgb(1, 2, 3);"),
        ("/* --a: 1; */ :root { --font-family: 'Noto Sans', serif; }", "--font-family:'Noto Sans', serif;"),
        (":root { --a: url(https://x.example/) ; --b: image-set('x') }", ""),
        (":root { --a: 1 } </style><script>", "--a:1;"),
        (":root { --a: '; --b: 2; }", "--b:2;"),
        (":root { --a: calc(1px + 2px; --b: \\75rl(x); }", ""),
        ("@import 'x.css'; :root { --a: @import; }", ""),
    ],
)
def test_of_a_sheet_only_harmless_values_of_variables_are_left(sheet: str, expected: str) -> None:
    assert variables(sheet) == ":root{" + expected + "}\n"


def test_the_fields_are_a_fixed_list(tmp_path: Path) -> None:
    config = "theme-color1,#123456\ntheme-title,T\npublic,false\nllm-key,sk-1\nparam-secret,x\ntheme-other,y\n"
    assert look(package(tmp_path, config)) == {"public": False, "theme_color1": "#123456", "theme_title": "T"}


def test_the_logo_is_the_named_one_or_one_called_so(tmp_path: Path) -> None:
    named = package(tmp_path / "a", "theme-logo,https://cdn.example/mark.PNG\n", logo__svg=b"<svg/>", mark__png=b"x")
    assert look(named)["theme_logo"] == "/theme/b/mark.png"
    assert look(package(tmp_path / "b", logo__svg=b"<svg/>"))["theme_logo"] == "/theme/b/logo.svg"
    assert "theme_logo" not in look(package(tmp_path / "c", other__png=b"x"))


def test_the_first_sheet_is_default_or_the_first(tmp_path: Path) -> None:
    both = package(tmp_path / "a", default__css=b"", airy__css=b"")
    assert (themes(both), look(both)["theme_sheet"]) == (["airy", "default"], "default")
    assert look(package(tmp_path / "b", night__css=b"", airy__css=b""))["theme_sheet"] == "airy"


def test_only_files_of_the_theme_are_given(tmp_path: Path) -> None:
    found = package(tmp_path, logo__svg=b"<svg/>", a__css=b":root{--a:1}", page__html=b"<p>", x__js=b"1")
    (found.root or tmp_path).joinpath("b.gbtheme", "link.png").symlink_to(tmp_path / "state")
    assert theme_file(found, "logo.svg") is not None
    assert theme_file(found, "A.CSS") is not None
    for name in ("page.html", "x.js", "../b.gbot/config.csv", "..", ".", "link.png", "none.css", ""):
        assert theme_file(found, name) is None


def test_large_files_are_not_given(tmp_path: Path) -> None:
    found = package(tmp_path, a__css=b"x" * MOST_SHEET, b__css=b"x" * (MOST_SHEET + 1),
                    a__png=b"x" * MOST_PICTURE, b__png=b"x" * (MOST_PICTURE + 1))  # fmt: skip
    given = {name for name in ("a.css", "b.css", "a.png", "b.png") if theme_file(found, name) is not None}
    assert given == {"a.css", "a.png"}


class Inline(HTMLParser):
    """Collects what a page's policy would not let it do."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        self.found += [f"{tag} {name}" for name in names if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and not str(names.get("src")).startswith("/static/")):
            self.found.append(tag)


@pytest.mark.parametrize("name", sorted(name for name in assets() if name.endswith(".html")))
def test_pages_have_nothing_inline(name: str) -> None:
    page = Inline()
    page.feed(assets()[name].body.decode())
    assert page.found == []


def test_pages_never_make_elements_of_text() -> None:
    for file in FOLDER.glob("*.js"):
        text = file.read_text()
        for way in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "DOMParser",
        ):
            assert way not in text, f"{file.name} has {way}"
