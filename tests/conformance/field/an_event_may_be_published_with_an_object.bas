' only check
order = {id: 1}
PUBLISH EVENT "paid" WITH order
PUBLISH EVENT "paid" WITH {id: 2}
PUBLISH EVENT "paid", order
