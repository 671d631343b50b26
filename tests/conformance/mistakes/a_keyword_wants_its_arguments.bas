SET BOT MEMORY "k"               ' error: GB3 "SET BOT MEMORY"
