def grow(depth, number):
    node = {"name": "node" + str(number), "value": number % 100, "kids": []}
    if depth > 0:
        for i in range(1, 5):
            node["kids"].append(grow(depth - 1, number * 4 + i))
    return node


def walk(node):
    total = node["value"] + len(node["name"])
    for kid in node["kids"]:
        total = total + walk(kid)
    return total


def kernel(n):
    tree = grow(n, 0)
    total = 0
    for _ in range(5):
        total = total + walk(tree)
    return total
