TALK "it's # not // a REM comment"    ' expect: it's # not // a REM comment
