amount = 5
TALK "You owe ${{amount}} by {{date}}"   ' expect: You owe ${{amount}} by {{date}}
TALK "You owe ${amount}"                 ' expect: You owe 5
TALK "${{a: amount}.a}"                  ' expect: 5
