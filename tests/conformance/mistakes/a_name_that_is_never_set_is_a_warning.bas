count_of_items = 1
TALK count_of_item               ' warning: GB2002 "count_of_items"
' expect:
