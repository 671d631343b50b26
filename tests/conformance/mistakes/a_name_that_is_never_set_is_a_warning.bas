count_of_items = 1
TALK count_of_item               ' warning: GB2 "count_of_items"
' expect:
