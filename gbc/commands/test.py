"""``gbc test``: plays the ``.chat`` tests of bots and says what is not as they say; ``--update`` rewrites them."""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from gbc.exits import ExitCode
from server.bots.project import UsageError

if TYPE_CHECKING:
    from gbc.testing.playing import Outcome


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a .chat file, a .gbai package or a folder")
    parser.add_argument("-k", metavar="WORD", default="", help="only tests whose path has this in it")
    parser.add_argument("-j", metavar="N", type=int, default=1, help="processes that play at once")
    parser.add_argument("--update", action="store_true", help="write into the tests what the bots say now")
    parser.add_argument("--junit", metavar="FILE", help="write the outcome as JUnit XML too")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Play all tests; 1 when one fails, 2 when one cannot be read."""
    from gbc.testing.playing import play

    paths = [path for path in _found(arguments.paths) if arguments.k in str(path)]
    if not paths:
        raise UsageError("there is no .chat test here" + (f" with {arguments.k} in its path" if arguments.k else ""))
    began = time.perf_counter()
    one = partial(play, update=arguments.update)
    if arguments.j > 1:
        with ProcessPoolExecutor(arguments.j) as pool:
            outcomes = list(pool.map(one, paths))
    else:
        outcomes = [one(path) for path in paths]
    for outcome in outcomes:
        _tell(outcome)
    failed = [outcome for outcome in outcomes if outcome.failures]
    passed = len(outcomes) - len(failed)
    print(f"{passed} passed, {len(failed)} failed in {time.perf_counter() - began:.1f} s")
    if arguments.junit:
        _write_junit(Path(arguments.junit), outcomes)
    if any(outcome.unreadable for outcome in outcomes):
        return ExitCode.USAGE
    return ExitCode.ERRORS if failed else ExitCode.OK


def _found(paths: list[str]) -> list[Path]:
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            found += sorted(path.rglob("*.chat"))
        elif path.suffix.lower() == ".chat" and path.is_file():
            found.append(path)
        else:
            raise UsageError(f"{path} is no .chat file and no folder")
    return found


def _tell(outcome: Outcome) -> None:
    for failure in outcome.failures:
        print(f"{outcome.path}:{failure.line}: {failure.text}")
    if outcome.updated and outcome.updated != outcome.path.read_text("utf-8"):
        outcome.path.write_text(outcome.updated, "utf-8")
        print(f"{outcome.path} is updated")


def _write_junit(path: Path, outcomes: list[Outcome]) -> None:
    failed = sum(bool(outcome.failures) for outcome in outcomes)
    suite = ElementTree.Element("testsuite", name="gbc", tests=str(len(outcomes)), failures=str(failed))
    for outcome in outcomes:
        case = ElementTree.SubElement(suite, "testcase", name=outcome.path.stem, classname=str(outcome.path.parent))
        for failure in outcome.failures:
            first = failure.text.splitlines()[0]
            told = ElementTree.SubElement(case, "failure", message=f"line {failure.line}: {first}")
            told.text = failure.text
    try:
        ElementTree.ElementTree(suite).write(path, "utf-8", xml_declaration=True)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {(error.strerror or 'unknown reason').lower()}") from error
