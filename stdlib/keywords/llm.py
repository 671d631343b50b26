"""Keywords that ask the language model: LLM and its kin, choice of model, text analysis, generated pages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from stdlib.api import keyword
from stdlib.asking import ask, ask_json, pick
from stdlib.context import Context
from stdlib.ports import KeywordFault, Level
from stdlib.ports.model import ROUTES
from stdlib.sites import page_of, site_name
from stdlib.tables.oddities import unusual
from stdlib.tables.places import place_of
from stdlib.tables.selections import selected

GOALS = {"speed": "fast", "quality": "quality", "cost": "fast"}


@keyword(
    "LLM prompt:text [WITH OPTIMIZE FOR goal:word(SPEED|COST|QUALITY)] [WITH MAX_COST max_cost:number]"
    " [WITH MAX_LATENCY max_latency:number]",
    "ASK prompt:text",
    "ASK LLM prompt:text",
    result="text",
    capability="llm",
    effect="read",
    tier=1,
)
async def llm(
    ctx: Context, *, prompt: Any = None, goal: Any = None, max_cost: Any = None, max_latency: Any = None
) -> str:
    """Ask the language model; gives its answer as text.

    An answer in JSON can be read like an object. OPTIMIZE FOR picks the model; MAX_COST is money for one call,
    MAX_LATENCY is in milliseconds.

    Example:
        info = LLM "Give name and city as JSON: " + text WITH OPTIMIZE FOR "speed"
        TALK info.city
    """
    wanted = GOALS.get(ctx.text(goal).strip().lower()) if goal is not None else ""
    if wanted is None:
        raise KeywordFault("GB6004", "LLM is optimized for speed, cost or quality")
    cost = None if max_cost is None else _above_zero(ctx, max_cost, "MAX_COST")
    latency = None if max_latency is None else _above_zero(ctx, max_latency, "MAX_LATENCY")
    return await ask(
        ctx,
        ctx.state.system_prompt,
        ctx.text(prompt),
        model=wanted or ("fast" if latency is not None else ""),
        max_cost=None if cost is None else Decimal(str(cost)),
        max_seconds=None if latency is None else latency / 1000,
    )


def _above_zero(ctx: Context, value: Any, what: str) -> int | float:
    number = ctx.number(value, what)
    if not 0 < number < 1e9:
        raise KeywordFault("GB6004", f"{what} must be above 0")
    return number


@keyword(
    "REWRITE text:text",
    "REWRITE text:text, data:any",
    "REWRITE text:text data:any",
    result="text",
    capability="llm",
    effect="read",
    tier=1,
)
async def rewrite(ctx: Context, *, text: Any = None, data: Any = None) -> str:
    """Let the model word a text or follow the instruction in it, with data.

    Example:
        TALK REWRITE "Tell ${name} kindly that the shop is closed today."
    """
    instruction = "Write the text anew: natural, clear and in its own language, or do what it asks. Give only the text."
    given = ctx.text(text) if data is None else f"{ctx.text(text)}\n\nData:\n{ctx.json(data)}"
    return await ask(ctx, instruction, given)


@keyword("ANSWER question:text", result="any", capability="llm", effect="read", tier=2)
async def answer(ctx: Context, *, question: Any = None) -> str:
    """Answer a question the way a message of the user is answered, by the answer mode.

    Example:
        TALK ANSWER "What are your opening hours?"
    """
    known = "\n\n".join(part for part in (ctx.state.context, *ctx.state.contexts.values()) if part)
    instruction = "\n\n".join(part for part in (ctx.state.system_prompt, known) if part)
    return await ask(ctx, instruction or "Answer the question.", ctx.text(question))


@keyword("REFRESH name:text", result="none", capability="llm", effect="write", tier=2)
async def refresh(ctx: Context, *, name: Any = None) -> None:
    """Let the model see the tables and documents as they are now.

    Nothing has to be built again: they are read anew for each answer, and the bot's log says that it was asked.

    Example:
        REFRESH "llm"
    """
    await ctx.log(Level.INFO, f"REFRESH {ctx.text(name)}: what the model knows is read anew for each answer")


@keyword("USE MODEL name:word(FAST|QUALITY|CODE|LOCAL|AUTO)", result="text", capability="llm", effect="write")
async def use_model(ctx: Context, *, name: Any = None) -> str:
    """Choose the model for the rest of the conversation, by alias or by name.

    Example:
        USE MODEL "quality"
    """
    wanted = ctx.text(name).strip()
    ctx.state.model = "" if wanted.lower() == "auto" else wanted
    return ctx.state.model or "auto"


@keyword(
    "SET MODEL ROUTING strategy:word(MANUAL|AUTO|FALLBACK|COST|QUALITY)",
    result="text",
    capability="llm",
    effect="write",
)
async def set_model_routing(ctx: Context, *, strategy: Any = None) -> str:
    """Choose how a model is picked for each call that names none, for the rest of the conversation.

    "manual" takes the usual model, "auto" the alias that suits the text (fast, quality or code), "load-balanced" each
    model in turn, "fallback" the next one when one is down, "cost" the cheapest, "quality" the best. USE MODEL counts
    before it.

    Example:
        SET MODEL ROUTING "load-balanced"
    """
    wanted = ctx.text(strategy).strip().lower().replace("_", "-").replace(" ", "-")
    if wanted not in ROUTES:
        raise KeywordFault("GB6004", f"SET MODEL ROUTING takes one of {', '.join(ROUTES)}")
    ctx.state.routing = wanted
    return wanted


@keyword("GET CURRENT MODEL", result="text", capability="llm", effect="read")
async def get_current_model(ctx: Context) -> str:
    """The name of the model in use.

    Example:
        TALK "I think with " + GET CURRENT MODEL
    """
    return ctx.model.facts(ctx.state.model).name


@keyword("LIST MODELS", result="list", capability="llm", effect="read")
async def list_models(ctx: Context) -> Any:
    """The names of the models that can be used.

    Example:
        models = LIST MODELS
    """
    return ctx.array(ctx.model.names())


@keyword("TRANSLATE text:text, language:text", result="text", capability="llm", effect="read")
async def translate(ctx: Context, *, text: Any = None, language: Any = None) -> str:
    """A text in another language.

    Example:
        TALK TRANSLATE "Good morning", "pt"
    """
    instruction = f"Translate the text into {ctx.text(language)[:80]}. Give only the translation."
    return await ask(ctx, instruction, ctx.text(text))


@keyword("SUMMARIZE text:text", result="text", capability="llm", effect="read")
async def summarize(ctx: Context, *, text: Any = None) -> str:
    """A text in a few sentences.

    Example:
        TALK SUMMARIZE article
    """
    return await ask(ctx, "Say what the text says in a few sentences, in its own language.", ctx.text(text))


@keyword("CALCULATE formula:text, variables:any", result="number", capability="llm", effect="read")
async def calculate(ctx: Context, *, formula: Any = None, variables: Any = None) -> Any:
    """The value of a formula given in words or signs, with these variables.

    Example:
        x = CALCULATE "price times amount, less ten percent", order
    """
    instruction = 'Work out the formula with the variables. Answer with JSON: {"result": number}.'
    given = f"Formula: {ctx.text(formula)}\nVariables: {ctx.json(variables)}"
    return ctx.number(ctx.field(await ask_json(ctx, instruction, given), "result"), "the result of CALCULATE")


@keyword("VALIDATE value:any, rule:text", result="object", capability="llm", effect="read")
async def validate(ctx: Context, *, value: Any = None, rule: Any = None) -> Any:
    """Let the model check a value against a rule; gives `valid` and `reason`.

    Example:
        check = VALIDATE address, "is a complete postal address"
        IF NOT check.valid THEN TALK check.reason
    """
    instruction = (
        f"Does the text keep this rule: {ctx.text(rule)[:2000]}? "
        'Answer with JSON: {"valid": true or false, "reason": text}.'
    )
    found = await ask_json(ctx, instruction, ctx.text(value))
    return ctx.object({"valid": ctx.field(found, "valid") is True, "reason": ctx.text(ctx.field(found, "reason"))})


@keyword(
    "CLASSIFY text:text, categories:any",
    "CLASSIFY text:text INTO categories:list",
    result="text",
    capability="llm",
    effect="read",
)
async def classify(ctx: Context, *, text: Any = None, categories: Any = None) -> str:
    """The label that fits a text best.

    Example:
        kind = CLASSIFY message INTO ["complaint", "question", "praise"]
    """
    labels = [ctx.text(item) for item in ctx.items(categories)]
    if isinstance(categories, str):
        labels = [part.strip() for part in categories.split(",") if part.strip()]
    if not labels:
        raise KeywordFault("GB6001", "CLASSIFY needs at least one category")
    return await pick(ctx, "Which category fits the text best?", ctx.text(text), labels)


@keyword("SENTIMENT text:text", result="object", capability="llm", effect="read")
async def sentiment(ctx: Context, *, text: Any = None) -> Any:
    """The mood of a text, with a score.

    Example:
        mood = SENTIMENT "I love this shop"
    """
    instruction = (
        'What is the mood of the text? Answer with JSON: {"sentiment": "positive", "neutral" or "negative", '
        '"score": from -1 to 1}.'
    )
    found = await ask_json(ctx, instruction, ctx.text(text))
    score = ctx.number(ctx.field(found, "score"), "the score of SENTIMENT")
    return ctx.object({"sentiment": ctx.text(ctx.field(found, "sentiment")), "score": score})


@keyword("SENTIMENT QUICK text:text", result="text", capability="llm", effect="read")
async def sentiment_quick(ctx: Context, *, text: Any = None) -> str:
    """The mood of a text in one word: positive, neutral or negative.

    Example:
        mood = SENTIMENT_QUICK(message)
    """
    return await pick(ctx, "What is the mood of the text?", ctx.text(text), ["positive", "neutral", "negative"])


@keyword("DETECT URGENCY text:text", result="text", capability="llm", effect="read", tier=2)
async def detect_urgency(ctx: Context, *, text: Any = None) -> str:
    """How urgent a message is: low, normal, high or urgent.

    Example:
        IF DETECT_URGENCY(message) = "urgent" THEN TALK "I am fetching a colleague."
    """
    return await pick(ctx, "How urgent is the message?", ctx.text(text), ["low", "normal", "high", "urgent"])


@keyword("CLASSIFY INTENT text:text", result="text", capability="llm", effect="read", tier=2)
async def classify_intent(ctx: Context, *, text: Any = None) -> str:
    """What a message wants, in a word or two.

    Example:
        wish = CLASSIFY_INTENT(message)
    """
    return await ask(ctx, "What does the writer want? Answer with one or two words in lower case.", ctx.text(text))


@keyword("DETECT table:table", result="rows", capability="db", effect="read")
async def detect(ctx: Context, *, table: Any = None) -> Any:
    """Rows of a table that look unusual, the oddest first: a number of theirs is far from those of the others.

    Each row has `anomaly_column` and `anomaly_score`. At most 1,000 rows are looked at.

    Example:
        odd = DETECT "payments"
    """
    place = await place_of(ctx, "DETECT", table, reads=True)
    rows = await place.find(selected(ctx, "DETECT", place.name, None))
    return ctx.value(unusual([dict(row) for row in rows]))


@keyword(
    "CREATE SITE alias:text, template:text, prompt:text",
    result="text",
    capability="llm,file",
    effect="write",
    tier=2,
)
async def create_site(ctx: Context, *, alias: Any = None, template: Any = None, prompt: Any = None) -> str:
    """Let the model write a web page and publish it; gives its address.

    The page is `sites/ALIAS/index.html` of the drive; everybody may see it, and it runs no script. The template is the
    name of a page of the drive, `templates/NAME.html`, or words for how it looks.

    Example:
        url = CREATE SITE "summer", "landing", "A page for our summer sale"
    """
    name = site_name(ctx.text(alias))
    wanted = ctx.text(template).strip()
    known = f"templates/{wanted}.html" if site_name(wanted, "") == wanted.lower() else ""
    shape = (
        (await ctx.files.read(known)).decode("utf-8", "replace") if known and await ctx.files.info(known) else wanted
    )
    instruction = (
        "Write one whole HTML page with its styles in a style element, without scripts and without files of others. "
        f"Answer with the HTML only. Template:\n{shape[:20000]}"
    )
    page = await ask(ctx, instruction, ctx.text(prompt))
    await ctx.files.write(f"sites/{name}/index.html", page_of(page).encode())
    return f"/site/{ctx.bot}/{name}"
