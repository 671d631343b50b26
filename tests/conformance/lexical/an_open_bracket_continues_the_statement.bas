days = [
  "mon",
  "tue"
]
TALK days                        ' expect: ["mon", "tue"]
