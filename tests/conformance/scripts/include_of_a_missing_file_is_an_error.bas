TALK "x"
INCLUDE "nowhere.bas"            ' error: GB "nowhere.bas"
