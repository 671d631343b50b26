' only check
url = "https://example.com"
SET HEADER "X-Key" = "1"
SET HEADER "X-Key", "1"
result = POST url + "/orders", #{
  id: 1,
  lines: [#{sku: "a"}]
}
page = GET "https://example.com/list?page=${result.page}"
TALK page.data[0].id
