row = {"a": {"b": 5}}
TALK row?.a?.b                   ' expect: 5
TALK row?.x?.y IS NULL           ' expect: true
