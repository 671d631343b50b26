PARAM word
DESCRIPTION "echo"
RETURN TYPEOF(word)
' param: word="5"
' result: "string"
