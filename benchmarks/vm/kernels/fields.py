def kernel():
    item = {"name": "a", "price": 2, "stock": 5, "sold": 0}
    for _ in range(1, 1000001):
        item["sold"] = item["sold"] + 1
        item["stock"] = item["stock"] + item["price"]
    return item["sold"] + item["stock"]
