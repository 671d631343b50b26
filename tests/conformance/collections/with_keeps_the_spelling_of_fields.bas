dealid = 5
WITH deal
  dealId = dealid
END WITH
TALK deal                        ' expect: {"dealId": 5}
