HEAR f AS FILE                   ' input: docs/report.pdf
TALK f                           ' expect: docs/report.pdf
TALK f.name                      ' expect: report.pdf
