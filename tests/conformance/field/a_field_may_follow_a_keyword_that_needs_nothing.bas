' only check
FOR EACH item IN GET QUEUE.items
  TALK item.id
NEXT
TALK GET QUEUE.count + " waiting"
