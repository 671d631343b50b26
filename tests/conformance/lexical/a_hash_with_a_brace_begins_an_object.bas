rows = [
#{name: "ann"},
#{name: "bob"}
]
TALK rows[1].name                ' expect: bob
