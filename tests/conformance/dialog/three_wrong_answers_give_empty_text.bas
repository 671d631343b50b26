HEAR age AS INTEGER
' input: a
' expect~: whole number
' input: b
' expect~: whole number
' input: c
TALK age = ""                    ' expect: true
TALK "on"                        ' expect: on
