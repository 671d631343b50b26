TLAK "hello"                     ' error: GB1 "TALK"
