EXIT SUB                         ' error: GB3011
