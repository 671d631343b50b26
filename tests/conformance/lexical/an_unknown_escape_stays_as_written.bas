TALK "\d+ \% C:\games"           ' expect: \d+ \% C:\games
