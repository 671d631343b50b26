total = 3
RETURN WITH success AS true, total AS total * 2
' result: {"success": true, "total": 6}
