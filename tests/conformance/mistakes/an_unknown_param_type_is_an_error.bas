PARAM a AS STRNG                 ' error: GB3009 "STRNG"
DESCRIPTION "x"
RETURN a
