FUNCTION count_to(n)
  FOR i = 1 TO n                 ' fault: GB6001
    TALK i
  NEXT
END FUNCTION
count_to("many")
