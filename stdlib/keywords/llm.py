"""Keywords that ask the language model: LLM and its kin, choice of model, text analysis, generated pages.

Declarations only.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


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
async def llm(ctx: Any, **arguments: Any) -> None:
    """Ask the language model; gives its answer as text.

    An answer in JSON can be read like an object. OPTIMIZE FOR picks the model; MAX_COST is money for one call,
    MAX_LATENCY is in milliseconds.

    Example:
        info = LLM "Give name and city as JSON: " + text WITH OPTIMIZE FOR "speed"
        TALK info.city
    """


@keyword(
    "REWRITE text:text",
    "REWRITE text:text, data:any",
    "REWRITE text:text data:any",
    result="text",
    capability="llm",
    effect="read",
    tier=1,
)
async def rewrite(ctx: Any, **arguments: Any) -> None:
    """Let the model word a text or follow the instruction in it, with data.

    Example:
        TALK REWRITE "Tell ${name} kindly that the shop is closed today."
    """


@keyword("ANSWER question:text", result="any", capability="llm", effect="read", tier=2)
async def answer(ctx: Any, **arguments: Any) -> None:
    """Answer a question the way a message of the user is answered, by the answer mode.

    Example:
        TALK ANSWER "What are your opening hours?"
    """


@keyword("REFRESH name:text", result="none", capability="llm", effect="write", tier=2)
async def refresh(ctx: Any, **arguments: Any) -> None:
    """Build again what the model knows of the tables, or of one data set.

    Example:
        REFRESH "llm"
    """


@keyword("USE MODEL name:word(FAST|QUALITY|CODE|LOCAL|AUTO)", result="text", capability="llm", effect="write")
async def use_model(ctx: Any, **arguments: Any) -> None:
    """Choose the model for the rest of the conversation, by alias or by name.

    Example:
        USE MODEL "quality"
    """


@keyword(
    "SET MODEL ROUTING strategy:word(MANUAL|AUTO|FALLBACK|COST|QUALITY)",
    result="text",
    capability="llm",
    effect="write",
)
async def set_model_routing(ctx: Any, **arguments: Any) -> None:
    """Choose how a model is picked for each call.

    Strategies are manual, auto, load-balanced, fallback, cost and quality.

    Example:
        SET MODEL ROUTING "load-balanced"
    """


@keyword("GET CURRENT MODEL", result="text", capability="llm", effect="read")
async def get_current_model(ctx: Any, **arguments: Any) -> None:
    """The name of the model in use.

    Example:
        TALK "I think with " + GET CURRENT MODEL
    """


@keyword("LIST MODELS", result="list", capability="llm", effect="read")
async def list_models(ctx: Any, **arguments: Any) -> None:
    """The names of the models that can be used.

    Example:
        models = LIST MODELS
    """


@keyword("TRANSLATE text:text, language:text", result="text", capability="llm", effect="read")
async def translate(ctx: Any, **arguments: Any) -> None:
    """A text in another language.

    Example:
        TALK TRANSLATE "Good morning", "pt"
    """


@keyword("SUMMARIZE text:text", result="text", capability="llm", effect="read")
async def summarize(ctx: Any, **arguments: Any) -> None:
    """A text in a few sentences.

    Example:
        TALK SUMMARIZE article
    """


@keyword("CALCULATE formula:text, variables:any", result="number", capability="llm", effect="read")
async def calculate(ctx: Any, **arguments: Any) -> None:
    """The value of a formula given in words or signs, with these variables.

    Example:
        x = CALCULATE "price times amount, less ten percent", order
    """


@keyword("VALIDATE value:any, rule:text", result="object", capability="llm", effect="read")
async def validate(ctx: Any, **arguments: Any) -> None:
    """Let the model check a value against a rule; gives `valid` and `reason`.

    Example:
        check = VALIDATE address, "is a complete postal address"
        IF NOT check.valid THEN TALK check.reason
    """


@keyword(
    "CLASSIFY text:text, categories:any",
    "CLASSIFY text:text INTO categories:list",
    result="text",
    capability="llm",
    effect="read",
)
async def classify(ctx: Any, **arguments: Any) -> None:
    """The label that fits a text best.

    Example:
        kind = CLASSIFY message INTO ["complaint", "question", "praise"]
    """


@keyword("SENTIMENT text:text", result="object", capability="llm", effect="read")
async def sentiment(ctx: Any, **arguments: Any) -> None:
    """The mood of a text, with a score.

    Example:
        mood = SENTIMENT "I love this shop"
    """


@keyword("SENTIMENT QUICK text:text", result="text", capability="llm", effect="read")
async def sentiment_quick(ctx: Any, **arguments: Any) -> None:
    """The mood of a text in one word: positive, neutral or negative.

    Example:
        mood = SENTIMENT_QUICK(message)
    """


@keyword("DETECT URGENCY text:text", result="text", capability="llm", effect="read", tier=2)
async def detect_urgency(ctx: Any, **arguments: Any) -> None:
    """How urgent a message is: low, normal, high or urgent.

    Example:
        IF DETECT_URGENCY(message) = "urgent" THEN TALK "I am fetching a colleague."
    """


@keyword("CLASSIFY INTENT text:text", result="text", capability="llm", effect="read", tier=2)
async def classify_intent(ctx: Any, **arguments: Any) -> None:
    """What a message wants, in a word or two.

    Example:
        wish = CLASSIFY_INTENT(message)
    """


@keyword("DETECT table:table", result="rows", capability="llm,db", effect="read")
async def detect(ctx: Any, **arguments: Any) -> None:
    """Rows of a table that look unusual.

    Example:
        odd = DETECT "payments"
    """


@keyword(
    "CREATE SITE alias:text, template:text, prompt:text",
    result="text",
    capability="llm,file",
    effect="write",
    tier=2,
)
async def create_site(ctx: Any, **arguments: Any) -> None:
    """Let the model write a web page and publish it; gives its address.

    Example:
        url = CREATE SITE "summer", "landing", "A page for our summer sale"
    """
