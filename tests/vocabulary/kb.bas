' What the bot knows.
USE KB "manuals"
USE_KB("manuals")
use_kb("manuals.gbkb")
ADD_KB "manuals"
ADD KB "manuals"
CLEAR KB
CLEAR KB "manuals"
CLEAR KB ALL
CLEAR_KB
found = THINK KB "How do I change the filter?"
found = FIND "How do I change the filter?"
found = SEARCH KB "filter"
found = SEARCH "filter"
ADD TO KB note, "manuals"
USE WEBSITE "https://example.com/help"
USE WEBSITE "https://example.com/help" REFRESH "1w"
USE_WEBSITE("https://example.com/help")
USE_WEBSITE("https://example.com/help", "1w")
USE WEBSITE "https://example.com/help", "1w"
CLEAR WEBSITES
USE ACCOUNT "ana@example.com"
s = JSON PARSE KB STATISTICS
s = KB STATISTICS
s = KB COLLECTION STATS "manuals"
n = KB DOCUMENTS COUNT
n = KB DOCUMENTS ADDED SINCE 7
names = KB LIST COLLECTIONS
size = KB STORAGE SIZE
