rows = FIND "sap.customers"      ' fault: GB7106 "erp"
