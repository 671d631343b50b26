FUNCTION colour(word)
  SELECT CASE word
    CASE "stop"
      RETURN "red"
    CASE "go"
      RETURN "green"
    CASE ELSE
      RETURN "grey"
  END SELECT
END FUNCTION
TALK colour("stop")              ' expect: red
TALK colour("go")                ' expect: green
TALK colour("wait")              ' expect: grey
