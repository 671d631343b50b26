image = {"id": 7, "items": [1, 2]}
TALK image.id   ' expect: 7
TALK image.items[1]   ' expect: 2
image.id = image.id + 1
IF image.id = 8 AND image THEN
  TALK "kept ${image.id}"   ' expect: kept 8
END IF
other = image
TALK other.id   ' expect: 8
image = [3, 4]
TALK image[1]   ' expect: 4
image = 3
TALK image   ' expect: 3
sum = 1 + image
TALK image * 2 - sum   ' expect: 2
TALK MAX(image, 1)   ' expect: 3
