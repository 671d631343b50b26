"""Keywords of the product catalogue: searching it and reading a product.

The catalogue is the bot's own table ``products``, which the author declares and fills as any other.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.tables.arguments import count_of, first_row, rowset
from stdlib.tables.kept import kept, row_with, rows, schema
from stdlib.tables.ranking import best_first
from stdlib.tables.selections import MOST_ROWS

PRODUCTS = schema("products", "name, description, category, sku, price number, stock integer, image")

_USUAL = 10
"""Products that a search gives unless it says how many."""


@keyword("SEARCH PRODUCTS query:text[, limit:int]", result="rows", capability="products", effect="read", tier=1)
async def search_products(ctx: Context, *, query: Any = None, limit: Any = None) -> Any:
    """The products that fit a query, best first; at most 10 unless given.

    A product fits when one of the words stands in one of its texts. Those with more of the words come first, and of
    these the ones with the words in their name. The catalogue is the table `products`: `id`, `name`, `description`,
    `category`, `sku`, `price`, `stock`, `image`. Fill it with SAVE, MERGE or IMPORT; a TABLE block may give it other
    columns.

    Example:
        hits = SEARCH PRODUCTS "red shoes", 5
        FOR EACH p IN hits
            TALK p.name
        NEXT
    """
    place = await kept(ctx, "SEARCH PRODUCTS", PRODUCTS)
    most = _USUAL if limit is None else count_of("SEARCH PRODUCTS", "limit", limit)
    return rowset((await best_first(place, ctx.text(query)))[:most])


@keyword("PRODUCTS", result="rows", capability="products", effect="read")
async def products(ctx: Context) -> Any:
    """All products, at most 1000: the rows of the table `products`.

    Example:
        TALK "We have " + COUNT(PRODUCTS()) + " products"
    """
    return rowset(await rows(await kept(ctx, "PRODUCTS", PRODUCTS), limit=MOST_ROWS))


@keyword("PRODUCT id:any", result="object", capability="products", effect="read", tier=1)
async def product(ctx: Context, *, id: Any = None) -> Any:
    """One product by its id, its `sku` or its name, or null: a row of the table `products`.

    Example:
        p = PRODUCT 7
        TALK p.name + ": " + p.price
    """
    found = await row_with(await kept(ctx, "PRODUCT", PRODUCTS), id, "sku", "name")
    return first_row([] if found is None else [found])
