"""Random BASIC source that makes lists change how they keep their elements, in loops and under several names.

Lists begin empty, alike or mixed; stores hit inside, just behind the end and beyond it, with a value that mostly fits.
Drawn from one ``random.Random``-like object; every program ends.
"""

from __future__ import annotations

from random import Random

LISTS = ("p", "q", "r", "s")
ALIKE = (("TRUE", "FALSE"), ("0", "1", "-7", "4611686018427387904"), ("0.5", "-2.0", "1e300"))
OTHERS = ("NULL", '"x"', '"12"', "[1, 2]", "TRUE", "3", "1.25", "p")


def program(r: Random) -> str:
    """The text of a program."""
    kinds = {name: r.choice(ALIKE) for name in LISTS}
    lines = [
        f"{name} = [{', '.join(r.choice(kind) for _ in range(r.choice((0, 1, 4, 9))))}]" for name, kind in kinds.items()
    ]
    if r.random() < 0.5:
        lines.append("q = p")
    lines += ["m = [p, r, [1.5, 2.5]]", "a = 0", "b = 0.0", "t = TRUE"]
    lines += ["SUB put(z, n, v)", "z[n] = v", "IF n < 3 THEN put(z, n + 1, v)", "END SUB"]
    for number in range(r.randrange(2, 5)):
        lines += _loop(r, kinds, f"i{number}")
        if r.random() < 0.3:
            lines.append("HEAR reply")
    return "\n".join([*lines, "RETURN [p, q, r, s, m, a, b, t]"]) + "\n"


def _loop(r: Random, kinds: dict[str, tuple[str, ...]], counter: str) -> list[str]:
    if r.random() < 0.2:
        name, counter = r.choice(LISTS), "n"
        steps = [line for _ in range(r.randrange(1, 6)) for line in _step(r, kinds, counter)]
        return ["n = 0", f"FOR EACH e IN {name}", "n = n + 1", *steps, "IF n > 40 THEN EXIT FOR", "NEXT"]
    steps = [line for _ in range(r.randrange(1, 6)) for line in _step(r, kinds, counter)]
    return [f"FOR {counter} = 0 TO {r.choice((5, 30, 60))}", *steps, "NEXT"]


def _step(r: Random, kinds: dict[str, tuple[str, ...]], counter: str) -> list[str]:
    name, other = r.choice(LISTS), r.choice(LISTS)
    at = r.choice((counter, counter, f"{counter} MOD 4", f"{counter} + 1", "0", "3"))
    value = r.choice(kinds[name]) if r.random() < 0.8 else r.choice(OTHERS)
    turn = r.choice(("", "", f"IF {counter} = 20 THEN ", f"IF {counter} > 3 THEN "))
    return r.choice(
        (
            [f"{turn}{name}[{at}] = {value}"],
            [f"{turn}{name}[{at}] = {other}[{at}]"],
            [f"IF {name}[{at}] = {value} THEN a = a + 1"],
            [f"t = {name}[{at}]", "IF t THEN a = a + 2"],
            ["TRY", f"b = b + {name}[{at}]", "CATCH e", "b = b + 0.5", "END TRY"],
            [f"{turn}put({name}, {at}, {value})"],
            [f"{turn}m[{counter} MOD 3][{at}] = {value}"],
            [f"a = a + LEN(m[{counter} MOD 3])"],
            [f"{turn}{name} = {other}"],
            [f"{turn}{name} = []", f"{name}[0] = {value}"],
            [f"FOR EACH e IN {name}", "IF e = 1 THEN a = a + 1", "NEXT"],
        )
    )
