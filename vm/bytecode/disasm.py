"""Shows bytecode to people: ``gbc dis`` text, the same as JSON data, and the opcode reference table.

Reads any Program, also one that ``verify`` refuses: an operand that refers to nothing is shown as its number. Pure;
used by the command line, the documentation and by tests that print a failing program.
"""

from __future__ import annotations

import json
from typing import Any

from diagnostics.source import Source
from vm.bytecode.opcodes import OPCODES, Kind, decode, signed
from vm.bytecode.program import Function, Program

_SHOWN_TEXT = 60
_REGISTERS = (Kind.SRC, Kind.DST, Kind.RW, Kind.BASE)
_ERROR_MODES = ("off", "resume", "goto")
_ERROR_PARTS = ("happened", "number", "message", "line", "object")


def disassemble(program: Program) -> str:
    """Text of all functions: each instruction under the source line it came from, jumps as labels ``L12``."""
    lines = [f"; program {program.name}" + (f" ({program.path})" if program.path else "")]
    for tool in program.tools:
        bound = ", ".join(f"{p.name}=r{r}" for p, r in zip(tool.params, tool.registers, strict=False))
        lines.append(f"; tool {tool.name}({bound}) in function {tool.entry}")
    source = Source(program.source, program.path)
    for number, function in enumerate(program.functions):
        lines += ["", *_function_lines(program, source, number, function)]
    return "\n".join(lines) + "\n"


def to_json(program: Program) -> dict[str, Any]:
    """The same as plain data: functions, each with its instructions as ``{at, op, operands, line}``."""
    source = Source(program.source, program.path)
    return {
        "name": program.name,
        "path": program.path,
        "builtins": list(program.builtins),
        "keywords": [{"keyword": k.keyword, "arguments": list(k.arguments)} for k in program.keywords],
        "tools": [{"name": t.name, "entry": t.entry, "params": [p.name for p in t.params]} for t in program.tools],
        "functions": [_function_json(program, source, f) for f in program.functions],
    }


def opcode_reference() -> str:
    """The opcode table as a Markdown table: number, name, operands, meaning."""
    lines = ["| no. | name | a | b | c | meaning |", "|---:|---|---|---|---|---|"]
    for row in OPCODES:
        notes = [word for word, on in (("ends", row.ends), ("suspends", row.suspends), ("may fault", row.faults)) if on]
        doc = row.doc.replace("|", "\\|") + (f" ({', '.join(notes)})" if notes else "")
        lines.append(f"| {row.number} | `{row.name}` | {row.a.value} | {row.b.value} | {row.c.value} | {doc} |")
    return "\n".join(lines) + "\n"


def _function_lines(program: Program, source: Source, number: int, function: Function) -> list[str]:
    lines = [f"function {number} {function.name}: {function.params} parameters, {function.registers} registers"]
    if function.names:
        lines.append("  ; " + ", ".join(f"r{register} {name}" for register, name in function.names))
    for region in function.tries:
        lines.append(f"  ; try [{region.start}, {region.end}) error in r{region.register}, handler L{region.handler}")
    targets = _targets(function)
    starts = {at: source.line_of(start) for at, start, _ in function.positions}
    shown = 0
    for at, word in enumerate(function.code):
        line = starts.get(at, shown)
        if line != shown and program.source:
            lines.append(f"  ; {line}: {source.line_text(line).strip()}")
            shown = line
        label = f"L{at}:" if at in targets else ""
        name, operands = _instruction(program, function, word)
        lines.append(f"{label:>7} {at:4}  {name:<8} {', '.join(operands)}".rstrip())
    return lines


def _function_json(program: Program, source: Source, function: Function) -> dict[str, Any]:
    starts = {at: source.line_of(start) for at, start, _ in function.positions}
    line, instructions = 0, []
    for at, word in enumerate(function.code):
        line = starts.get(at, line)
        name, operands = _instruction(program, function, word)
        instructions.append({"at": at, "op": name, "operands": operands, "line": line})
    return {
        "name": function.name,
        "params": function.params,
        "registers": function.registers,
        "names": {str(register): name for register, name in function.names},
        "constants": list(function.constants),
        "tries": [[t.start, t.end, t.handler, t.register] for t in function.tries],
        "statements": [[s.start, s.end, s.resume, s.target] for s in function.statements],
        "code": instructions,
    }


def _targets(function: Function) -> set[int]:
    """Instructions that something jumps to."""
    found = {t.handler for t in function.tries} | {s.resume for s in function.statements}
    for word in function.code:
        op, *fields = decode(word)
        if op < len(OPCODES):
            row = OPCODES[op]
            kinds = zip((row.a, row.b, row.c), fields, strict=True)
            found.update(value for kind, value in kinds if kind is Kind.JUMP)
    return found


def _instruction(program: Program, function: Function, word: int) -> tuple[str, list[str]]:
    op, a, b, c = decode(word)
    if op >= len(OPCODES):
        return f"?{op}", [str(a), str(b), str(c)]
    row = OPCODES[op]
    kinds = [(row.a, a), (row.b, b), (row.c, c)]
    if row.name == "ONERR":
        used = [(Kind.FLAG, a)] if a != 2 else kinds
    else:
        used = [pair for pair in kinds if pair[0] is not Kind.NONE]
    return row.name, [
        _operand(program, function, row.name, kind, value) for kind, value in used if kind is not Kind.NONE
    ]


def _operand(program: Program, function: Function, name: str, kind: Kind, value: int) -> str:
    if kind in _REGISTERS:
        return f"r{value}"
    if kind is Kind.GLOBAL:
        return f"g{value}"
    if kind is Kind.JUMP:
        return f"L{value}"
    if kind is Kind.IMM:
        return str(signed(value))
    if kind in (Kind.CONST, Kind.NAME) and value < len(function.constants):
        return _constant(function.constants[value])
    if kind is Kind.FUNC and value < len(program.functions):
        return program.functions[value].name
    if kind is Kind.BUILTIN and value < len(program.builtins):
        return program.builtins[value]
    if kind is Kind.KEYWORD and value < len(program.keywords):
        keyword = program.keywords[value]
        return f"{keyword.keyword}({', '.join(keyword.arguments)})"
    if kind is Kind.FLAG:
        return _flag(name, value)
    return str(value)


def _flag(name: str, value: int) -> str:
    words = {"LOADBOOL": ("false", "true"), "ONERR": _ERROR_MODES, "ERRGET": _ERROR_PARTS}.get(name, ())
    return words[value] if value < len(words) else str(value)


def _constant(value: object) -> str:
    if isinstance(value, float) and value - value != 0:
        return str(value)
    text = json.dumps(value)
    return text if len(text) <= _SHOWN_TEXT else text[: _SHOWN_TEXT - 3] + "..."
