TALK "x"
INCLUDE "nowhere.bas"            ' error: GB2010 "nowhere.bas"
