"""Keywords of the product catalogue: searching it and reading a product.

Declarations only.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword("SEARCH PRODUCTS query:text[, limit:int]", result="rows", capability="products", effect="read", tier=1)
async def search_products(ctx: Any, **arguments: Any) -> None:
    """The products that fit a query, best first.

    Example:
        hits = SEARCH PRODUCTS "red shoes", 5
        FOR EACH p IN hits
            TALK p.name
        NEXT
    """


@keyword("PRODUCTS", result="rows", capability="products", effect="read")
async def products(ctx: Any, **arguments: Any) -> None:
    """All products.

    Example:
        TALK "We have " + COUNT(PRODUCTS()) + " products"
    """


@keyword("PRODUCT id:any", result="object", capability="products", effect="read", tier=1)
async def product(ctx: Any, **arguments: Any) -> None:
    """One product by its id, or null.

    Example:
        p = PRODUCT 7
        TALK p.name + ": " + p.price
    """
