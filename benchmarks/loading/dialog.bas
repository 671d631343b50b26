' Waits at a HEAR three calls deep with twenty variables, a list and an object.
field0 = 0
field1 = "answer number 1"
field2 = 34
field3 = "answer number 3"
field4 = 68
field5 = "answer number 5"
field6 = 102
field7 = "answer number 7"
field8 = 136
field9 = "answer number 9"
field10 = 170
field11 = "answer number 11"
field12 = 204
field13 = "answer number 13"
field14 = 238
field15 = "answer number 15"
cart = ["tea", "coffee", 3]
person = {"name": "Ana Souza", "email": "ana@example.com", "age": 31}
total = 12.5
done = ""
outer("first")
TALK field0 + field1 + field2 + field3 + field4 + field5 + field6 + field7 + field8 + field9 + field10 + field11
TALK field12 + field13 + field14 + field15 + cart[0] + person.name + total + done

SUB outer(step)
  inner(step, 2)
END SUB

SUB inner(step, depth)
  HEAR reply
  done = reply + step + depth
END SUB
