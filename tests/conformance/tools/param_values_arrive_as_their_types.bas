PARAM name AS STRING
PARAM qty AS INTEGER
PARAM price AS NUMBER
PARAM gift AS BOOLEAN
PARAM tags AS ARRAY
PARAM extra AS OBJECT
DESCRIPTION "types"
TALK TYPEOF(name) + " " + TYPEOF(qty) + " " + TYPEOF(price) + " " + TYPEOF(gift) + " " + TYPEOF(tags) + " " + TYPEOF(extra)
' param: name="Ann"
' param: qty="3"
' param: price="2.5"
' param: gift="true"
' param: tags=[1]
' param: extra={"a": 1}
' expect: string integer float boolean array object
