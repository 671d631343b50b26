CONTINUE                         ' error: GB3011
