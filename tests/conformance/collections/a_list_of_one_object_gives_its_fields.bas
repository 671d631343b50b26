rows = [{"price": 5}]
TALK rows.price                  ' expect: 5
rows = [{"price": 5}, {"price": 6}]
TALK rows.price IS NULL          ' expect: true
