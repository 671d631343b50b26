INCLUDE "loop.bas"               ' error: GB2011 "loop.bas"
' --- loop.bas
INCLUDE "loop.bas"
