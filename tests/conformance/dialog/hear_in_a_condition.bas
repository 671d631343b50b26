IF HEAR CONTAINS "yes" THEN      ' input: oh yes
  TALK "ok"                      ' expect: ok
END IF
