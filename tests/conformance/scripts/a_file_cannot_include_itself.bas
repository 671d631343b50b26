INCLUDE "loop.bas"               ' error: GB "loop.bas"
' --- loop.bas
INCLUDE "loop.bas"
