data = [1]
if (data) then
  TALK "some"                    ' expect: some
end if
IF(UBOUND(data) = 1) THEN
  TALK "one"                     ' expect: one
END IF
