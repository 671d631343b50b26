FUNCTION ask(question)
  TALK question
  HEAR answer
  RETURN answer
END FUNCTION
a = ask("Name?")
' expect: Name?
' input: Ann
b = ask("Town?")
' expect: Town?
' input: Rome
TALK a + " of " + b              ' expect: Ann of Rome
