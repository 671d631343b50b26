' A tool that a language model or another program can call: named inputs, one result.

PARAM a AS NUMBER LIKE 12 DESCRIPTION "First number"
PARAM operation AS STRING ENUM ["add", "subtract", "multiply", "divide"] DESCRIPTION "What to do"
PARAM b AS NUMBER LIKE 3 DESCRIPTION "Second number"
PARAM digits AS INTEGER DESCRIPTION "Digits after the point" OPTIONAL
DESCRIPTION "Calculates with two numbers."

SWITCH operation
  CASE "add"
    value = a + b
  CASE "subtract"
    value = a - b
  CASE "multiply"
    value = a * b
  CASE "divide"
    IF b = 0 THEN RETURN WITH success AS false, error AS "Nothing can be divided by zero."
    value = a / b
  DEFAULT
    RETURN WITH success AS false, error AS "I do not know how to ${operation}."
END SWITCH

IF digits IS NOT NULL THEN value = ROUND(value, digits)
RETURN WITH success AS true, value AS value
