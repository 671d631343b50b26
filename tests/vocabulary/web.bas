' Pages, feeds, weather.
price = SCRAPE "https://shop.example.com/7", ".price"
titles = SCRAPE_ALL "https://news.example.com", "h2"
titles = SCRAPE ALL "https://news.example.com", "h2"
rates = SCRAPE_TABLE "https://bank.example.com", "table"
links = SCRAPE_LINKS "https://example.com"
pictures = SCRAPE_IMAGES "https://example.com"
items = RSS "https://news.example.com/feed"
items = RSS "https://news.example.com/feed", 5
TALK WEATHER "Lisbon"
TALK FORECAST "Lisbon", 3
