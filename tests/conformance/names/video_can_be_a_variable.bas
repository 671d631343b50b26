video = {"id": 7, "items": [1, 2]}
TALK video.id   ' expect: 7
TALK video.items[1]   ' expect: 2
video.id = video.id + 1
IF video.id = 8 AND video THEN
  TALK "kept ${video.id}"   ' expect: kept 8
END IF
other = video
TALK other.id   ' expect: 8
video = [3, 4]
TALK video[1]   ' expect: 4
video = 3
TALK video   ' expect: 3
sum = 1 + video
TALK video * 2 - sum   ' expect: 2
TALK MAX(video, 1)   ' expect: 3
