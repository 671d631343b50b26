FOR EACH row IN [[1, 2], [3]]
  FOR EACH cell IN row
    FOR i = 1 TO 2
      total = total + cell
    NEXT
  NEXT
NEXT
TALK total                       ' expect: 12
