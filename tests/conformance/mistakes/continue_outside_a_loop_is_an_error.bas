CONTINUE                         ' error: GB
