ctx = {"count": null}
TALK (ctx.count OR 0) + 1        ' expect: 1
TALK "" OR "fallback"            ' expect: fallback
TALK "first" OR "second"         ' expect: first
TALK null OR 0                   ' expect: 0
list = ctx.list OR []
TALK UBOUND(list)                ' expect: 0
