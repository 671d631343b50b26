' Code of other languages.
text = RUN PYTHON "print(6 * 7)"
text = RUN PYTHON WITH FILE "scripts/report.py"
text = RUN JAVASCRIPT "console.log(6 * 7)"
text = RUN JAVASCRIPT WITH FILE "scripts/report.js"
text = RUN JS "console.log(6 * 7)"
text = RUN BASH "date"
text = RUN BASH WITH FILE "scripts/report.sh"
