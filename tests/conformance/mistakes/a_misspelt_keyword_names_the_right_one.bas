TLAK "hello"                     ' error: GB1007 "TALK"
