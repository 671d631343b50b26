HEAR age AS INTEGER
' input: old
' expect~: whole number
' input: 30
TALK age + 1                     ' expect: 31
