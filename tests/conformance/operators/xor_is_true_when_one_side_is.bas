TALK true XOR false              ' expect: true
TALK true XOR true               ' expect: false
TALK 5 XOR ""                    ' expect: true
