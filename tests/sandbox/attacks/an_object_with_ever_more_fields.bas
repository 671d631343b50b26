o = {}
WHILE TRUE
  i = i + 1
  o["f" + i] = o                        ' fault: GB6904
WEND
