tool = {"id": 7, "items": [1, 2]}
TALK tool.id   ' expect: 7
TALK tool.items[1]   ' expect: 2
tool.id = tool.id + 1
IF tool.id = 8 AND tool THEN
  TALK "kept ${tool.id}"   ' expect: kept 8
END IF
other = tool
TALK other.id   ' expect: 8
tool = [3, 4]
TALK tool[1]   ' expect: 4
tool = 3
TALK tool   ' expect: 3
sum = 1 + tool
TALK tool * 2 - sum   ' expect: 2
TALK MAX(tool, 1)   ' expect: 3
