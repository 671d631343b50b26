def kernel(n):
    item = {"name": "a", "price": 2, "stock": 5, "sold": 0}
    for _ in range(n):
        item["sold"] = item["sold"] + 1
        item["stock"] = (item["stock"] + item["price"]) % 1000003
    return item["sold"] + item["stock"]
