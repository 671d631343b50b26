item = {"id": 7, "tags": ["a", "b"]}
items = [item]
k = 0
TALK "${item.id}"                ' expect: 7
TALK "${items[k].tags[1]}"       ' expect: b
TALK "${UCASE(item.tags[0])}"    ' expect: A
TALK "id = ${item.id} AND k = ${k}"   ' expect: id = 7 AND k = 0
