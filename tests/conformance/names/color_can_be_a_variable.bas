color = {"id": 7, "items": [1, 2]}
TALK color.id   ' expect: 7
TALK color.items[1]   ' expect: 2
color.id = color.id + 1
IF color.id = 8 AND color THEN
  TALK "kept ${color.id}"   ' expect: kept 8
END IF
other = color
TALK other.id   ' expect: 8
color = [3, 4]
TALK color[1]   ' expect: 4
color = 3
TALK color   ' expect: 3
sum = 1 + color
TALK color * 2 - sum   ' expect: 2
TALK MAX(color, 1)   ' expect: 3
