PARAM a AS STRING
PARAM a AS INTEGER               ' error: GB "a"
DESCRIPTION "x"
