HEAR c AS "done", *
' button: done
' input: something else
TALK c                           ' expect: something else
HEAR c AS "done", "more", *
' button: done
' button: more
' input: DONE
TALK c                           ' expect: done
