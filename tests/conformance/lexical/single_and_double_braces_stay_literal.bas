TALK "Hi {name}, {{date}} and {0}"   ' expect: Hi {name}, {{date}} and {0}
x = 5
TALK "{{${x}}}"                  ' expect: {{5}}
