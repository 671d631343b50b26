card = {"id": 7, "items": [1, 2]}
TALK card.id   ' expect: 7
TALK card.items[1]   ' expect: 2
card.id = card.id + 1
IF card.id = 8 AND card THEN
  TALK "kept ${card.id}"   ' expect: kept 8
END IF
other = card
TALK other.id   ' expect: 8
card = [3, 4]
TALK card[1]   ' expect: 4
card = 3
TALK card   ' expect: 3
sum = 1 + card
TALK card * 2 - sum   ' expect: 2
TALK MAX(card, 1)   ' expect: 3
