customer = null
IF customer FOUND THEN
  TALK "hello again"
ELSE
  TALK "new here"                ' expect: new here
END IF
IF customer NOT FOUND THEN
  TALK "sign up"                 ' expect: sign up
END IF
customer = {"name": "Ann"}
IF customer FOUND THEN
  TALK customer.name             ' expect: Ann
END IF
