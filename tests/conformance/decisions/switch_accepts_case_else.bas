SWITCH "x"
  CASE "a"
    TALK "a"
  CASE ELSE
    TALK "else"                  ' expect: else
END SWITCH
