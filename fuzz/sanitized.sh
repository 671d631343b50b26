# Runs suites and fuzz targets in a checkout whose extensions were built with sanitizers; `make sanitize` calls it there.
# usage: sanitized.sh MINUTES. The first report ends it.
set -eu

python=.venv/bin/python
libraries="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)"
export GBC_FUZZ_SECONDS=20 PYTHONPATH=$PWD PYTHONMALLOC=malloc PYTHONDONTWRITEBYTECODE=1
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1:abort_on_error=1

# test_hostile bounds its processes' address space, of which the sanitizer wants terabytes; a switch of stacks in the
# middle of a call, as in test_long_functions, leaves the sanitizer with the marks of another stack.
LD_PRELOAD=$libraries $python -m pytest -n0 -q -s --timeout=1800 --deselect tests/property/test_hostile.py \
    --ignore tests/vm/test_long_functions.py \
    tests/conformance tests/vm tests/property
for target in run files states; do
    LD_PRELOAD=$libraries $python -m fuzz --minutes "$1" "$target"
done
