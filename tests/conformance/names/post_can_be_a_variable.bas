post = {"id": 7, "items": [1, 2]}
TALK post.id   ' expect: 7
TALK post.items[1]   ' expect: 2
post.id = post.id + 1
IF post.id = 8 AND post THEN
  TALK "kept ${post.id}"   ' expect: kept 8
END IF
other = post
TALK other.id   ' expect: 8
post = [3, 4]
TALK post[1]   ' expect: 4
post = 3
TALK post   ' expect: 3
sum = 1 + post
TALK post * 2 - sum   ' expect: 2
TALK MAX(post, 1)   ' expect: 3
