note = {"id": 7, "items": [1, 2]}
TALK note.id   ' expect: 7
TALK note.items[1]   ' expect: 2
note.id = note.id + 1
IF note.id = 8 AND note THEN
  TALK "kept ${note.id}"   ' expect: kept 8
END IF
other = note
TALK other.id   ' expect: 8
note = [3, 4]
TALK note[1]   ' expect: 4
note = 3
TALK note   ' expect: 3
sum = 1 + note
TALK note * 2 - sum   ' expect: 2
TALK MAX(note, 1)   ' expect: 3
