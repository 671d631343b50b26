"""The language's shape: the Lark grammar, its token kinds and its saved tables; data, no logic."""
