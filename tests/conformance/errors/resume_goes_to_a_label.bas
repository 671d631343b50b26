ON ERROR GOTO trouble
n = 0
x = 1 / n
TALK "no"
done:
TALK "done"                      ' expect: done
END
trouble:
RESUME done
