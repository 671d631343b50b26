PARAM a AS STRNG                 ' error: GB3 "STRNG"
DESCRIPTION "x"
RETURN a
