' A dialog, without any language model.

TALK "Which order is it about?"
HEAR number AS INTEGER
TALK "Order ${number} is on its way."
