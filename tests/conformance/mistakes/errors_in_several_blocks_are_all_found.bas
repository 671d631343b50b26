SUB one
  x = = 3                        ' error: GB1003
END SUB
FOR i = 1 TO 3
  TALK (i                        ' error: GB1005
NEXT
GOTO missing                     ' error: GB2001
y = undefined_function(1)        ' error: GB2003
