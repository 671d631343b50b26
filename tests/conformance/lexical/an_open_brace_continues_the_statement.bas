order = {
  "id": 1,
  lines: [
    #{sku: "a"}
  ]
}
TALK order                       ' expect: {"id": 1, "lines": [{"sku": "a"}]}
