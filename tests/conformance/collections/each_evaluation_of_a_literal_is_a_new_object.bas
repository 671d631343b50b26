FUNCTION make()
  RETURN {"list": []}
END FUNCTION
a = make()
b = make()
a.list.PUSH(1)
TALK b                           ' expect: {"list": []}
