RETURN {"invoices_open": 5}
