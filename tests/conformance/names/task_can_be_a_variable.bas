task = {"id": 7, "items": [1, 2]}
TALK task.id   ' expect: 7
TALK task.items[1]   ' expect: 2
task.id = task.id + 1
IF task.id = 8 AND task THEN
  TALK "kept ${task.id}"   ' expect: kept 8
END IF
other = task
TALK other.id   ' expect: 8
task = [3, 4]
TALK task[1]   ' expect: 4
task = 3
TALK task   ' expect: 3
sum = 1 + task
TALK task * 2 - sum   ' expect: 2
TALK MAX(task, 1)   ' expect: 3
