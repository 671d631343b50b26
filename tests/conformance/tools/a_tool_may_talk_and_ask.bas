PARAM name AS STRING
DESCRIPTION "greets"
TALK "Hello " + name             ' expect: Hello Ann
HEAR mood                        ' input: fine
RETURN mood
' param: name="Ann"
' result: "fine"
