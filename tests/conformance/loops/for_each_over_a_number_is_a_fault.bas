FUNCTION walk(v)
  FOR EACH x IN v                ' fault: GB6005
    TALK x
  NEXT
END FUNCTION
walk(5)
