FUNCTION find_first(list, wanted)
  i = 0
  FOR EACH x IN list
    DO
      IF x = wanted THEN RETURN i
      EXIT DO
    LOOP
    i = i + 1
  NEXT
  RETURN -1
END FUNCTION
TALK find_first(["a", "b", "c"], "b")    ' expect: 1
TALK find_first([], "b")         ' expect: -1
