' Tasks of other bots; the fields that it returns become variables of the workflow.

RETURN {"orders_open": 3}
