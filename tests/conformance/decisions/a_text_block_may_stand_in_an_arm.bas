mode = "b"
SWITCH mode
  CASE "a"
    BEGIN TALK
one
    END TALK
  CASE "b"
    BEGIN TALK
two
    END TALK
END SWITCH
' expect: two
