"""Questions that keywords put to the language model: for a text, for a value, for one of some labels.

What is looked at goes to the model as a message of its own, never into the instruction, so that a text cannot easily
pass for one.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from stdlib.context import Context
from stdlib.ports import KeywordFault
from stdlib.ports.model import Prompt, Turn, complete
from vm.error import BasicError

MOST_TEXT = 400_000
"""Characters that are sent to a model at once."""


async def ask(
    ctx: Context,
    instruction: str,
    text: str,
    *,
    model: str = "",
    json: bool = False,
    max_cost: Decimal | None = None,
    max_seconds: float | None = None,
) -> str:
    """The model's answer to ``text`` under an instruction; GB7803 for a text that is too long."""
    if len(text) > MOST_TEXT:
        raise KeywordFault("GB7803", f"a language model is asked at most {MOST_TEXT:,} characters at once")
    prompt = Prompt(
        (Turn("user", text),), instruction, model=model or ctx.state.model, json=json, route=ctx.state.routing,
        max_cost=max_cost, max_seconds=max_seconds,
    )  # fmt: skip
    return (await complete(ctx.model, prompt)).text.strip()


async def ask_json(ctx: Context, instruction: str, text: str) -> Any:
    """The value that the model answers with; GB7803 when it is none."""
    answer = await ask(ctx, instruction, text, json=True)
    fenced = re.fullmatch(r"```(?:json)?\s*(.*?)\s*```", answer, re.DOTALL)
    try:
        return ctx.from_json(fenced[1] if fenced else answer)
    except BasicError as error:
        raise KeywordFault("GB7803", "the language model was asked for JSON and answered something else") from error


async def pick(ctx: Context, instruction: str, text: str, labels: list[str]) -> str:
    """The one of ``labels`` that the model names; GB7803 when it names none."""
    answer = await ask(ctx, f"{instruction} Answer with one of these and nothing else: {', '.join(labels)}.", text)
    said = answer.strip().strip(".\"'`*").casefold()
    for label in labels:
        if label.casefold() == said:
            return label
    held = [label for label in labels if re.search(rf"(?<!\w){re.escape(label.casefold())}(?!\w)", said)]
    if len(held) == 1:
        return held[0]
    raise KeywordFault("GB7803", f"the language model was asked for one of {', '.join(labels)} and named none")
