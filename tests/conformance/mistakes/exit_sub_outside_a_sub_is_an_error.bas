EXIT SUB                         ' error: GB
