SET BOT MEMORY "k"               ' error: GB3002 "SET BOT MEMORY"
