gone = null
TALK "[${gone}]"                 ' expect: []
TALK "[${never_set}]"            ' expect: []  ' warning: GB2002
