"""What the renderers show: the exact text, and the structure of the machine-readable forms."""

from __future__ import annotations

import json

from diagnostics import render_github, render_json, render_sarif, render_text
from diagnostics.diagnostic import Diagnostic, Label
from diagnostics.source import Source, Span

TEXT = 'name = "Ana"\nTALK nmae\n'


def finding(text: str = TEXT, part: str = "nmae", hint: str = "did you mean `name`?", **more: object) -> Diagnostic:
    start = text.index(part)
    labels = tuple(
        Label(Span(text.index(word), text.index(word) + len(word)), note)
        for word, note in more.get("labels", ())  # type: ignore[attr-defined]
    )
    return Diagnostic(
        "GB4001", "`nmae` has no value", Source(text, "order.bas"), Span(start, start + len(part)), hint, labels
    )


def test_text_points_at_the_place() -> None:
    assert render_text.render(finding(labels=[("name", "set here")])) == (
        "warning[GB4001]: `nmae` has no value\n"
        "  ┌─ order.bas:2:6\n"
        "  │\n"
        '1 │ name = "Ana"\n'
        "  │ ---- set here\n"
        "2 │ TALK nmae\n"
        "  │      ^^^^ did you mean `name`?\n"
        "  │\n"
        "  = try: gbc explain GB4001\n"
    )


def test_carets_stand_below_wide_characters_and_tabs() -> None:
    lines = render_text.render(finding('\tTALK "日本語é" + nmae\n', hint="")).splitlines()
    shown, carets = lines[3], lines[4]
    assert shown == '1 │     TALK "日本語é" + nmae'
    # 3 wide characters take a column more than they are characters, the accent takes none
    assert carets.index("^") == shown.index("nmae") + 3
    assert carets.endswith("^^^^")


def test_a_combining_accent_takes_no_column() -> None:
    lines = render_text.render(finding('TALK "e\u0301" + nmae\n', hint="")).splitlines()
    assert lines[4].index("^") == lines[3].index("nmae") - 1


def test_long_lines_are_cut_around_the_place() -> None:
    text = 'TALK "' + "x" * 500 + '" + nmae + "' + "y" * 500 + '"\n'
    lines = render_text.render(finding(text)).splitlines()
    assert all(len(line) < 220 for line in lines)
    assert lines[3][lines[4].index("^") :].startswith("nmae")


def test_a_span_over_lines_is_underlined_on_its_first() -> None:
    source = Source('TALK "a\nb"\n', "x.bas")
    lines = render_text.render(Diagnostic("GB1001", "m", source, Span(5, 10))).splitlines()
    assert lines[4] == "  │      ^^"


def test_control_characters_never_reach_the_terminal() -> None:
    shown = render_text.render(finding("TALK \x1b[2J + nmae\n"))
    assert "\x1b" not in shown


def test_colour_only_when_asked() -> None:
    assert "\x1b[1;33mwarning[GB4001]\x1b[0m" in render_text.render(finding(), color=True)
    assert "\x1b" not in render_text.render(finding())


def test_the_end_of_the_text_has_a_place() -> None:
    source = Source("IF a THEN", "x.bas")
    assert "x.bas:1:10" in render_text.render(Diagnostic("GB1001", "m", source, Span(9, 9)))


def test_summary_counts() -> None:
    error = Diagnostic("GB1001", "m", Source("x"), Span(0, 1))
    assert render_text.summary([error, error, finding()]) == "2 errors, 1 warning"


def test_json_has_the_nine_fields() -> None:
    assert json.loads(render_json.render_all([finding()])) == [
        {
            "code": "GB4001",
            "severity": "warning",
            "message": "`nmae` has no value",
            "path": "order.bas",
            "line": 2,
            "column": 6,
            "end_line": 2,
            "end_column": 10,
            "hint": "did you mean `name`?",
        }
    ]
    assert json.loads(render_json.render_all([])) == []


def test_sarif_names_rules_and_regions() -> None:
    log = json.loads(render_sarif.render_all([finding(labels=[("name", "set here")])], version="1.2.3"))
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][0]["id"] == "GB4001"
    result = run["results"][0]
    assert result["ruleId"] == "GB4001"
    assert result["level"] == "warning"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "order.bas"},
        "region": {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 10},
    }
    assert result["relatedLocations"][0]["message"]["text"] == "set here"


def test_github_escapes_what_ends_a_command() -> None:
    item = Diagnostic("GB4001", "50% of\nlines", Source(TEXT, "a,b:c.bas"), Span(0, 4))
    assert render_github.render_all([item]) == (
        "::warning file=a%2Cb%3Ac.bas,line=1,endLine=1,col=1,endColumn=5,title=GB4001::50%25 of%0Alines\n"
    )
