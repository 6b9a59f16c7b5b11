# resorb: `make` lists what can be done. Two targets set up everything they need: demo and test.
# Needs Python 3.11 or later (PYTHON=... to choose one), make, and a package index that pip can reach.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2
EFFORT ?= 10
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
LOCK := --generate-hashes --allow-unsafe --strip-extras --no-header --quiet \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help demo test check verify conformance bench docs evidence format requirements clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/.core ## Run the case letter's course and write its report (installs what it needs)
	@mkdir -p out
	$(BIN)/resorb demo --output out/letter-report.html

test: $(VENV)/.dev ## Run every fast test (installs what it needs)
	$(BIN)/python -m pytest -n $(JOBS)

check: $(VENV)/.dev ## Lint, types, import rules, and that generated files are fresh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m resorb.evidence.compile --check
	$(BIN)/python -m resorb.report.pictures --check
	$(BIN)/python tools/reference.py --check
	$(BIN)/python tools/pages/state_diagram.py --check

verify: $(VENV)/.dev ## Slow: property tests and fuzzing with EFFORT (10) times the examples
	RESORB_EFFORT=$(EFFORT) $(BIN)/python -m pytest -n $(JOBS) tests/property tests/bank

conformance: $(VENV)/.dev ## The order bank's figures, and every command's --json against its schema
	$(BIN)/python -m pytest -n 0 -s tests/bank tests/docs/test_json_schemas.py

bench: $(VENV)/.dev ## Measure reading speed, start-up time and the order bank on this machine
	$(BIN)/python benchmarks/dosing_speed.py
	$(BIN)/python benchmarks/start_up.py
	$(BIN)/python benchmarks/order_bank.py

docs: $(VENV)/.dev ## Write docs/reference, the picture and the examples' output from the code
	$(BIN)/python -m resorb.evidence.compile --schema docs/reference/evidence.schema.json \
	  --answer-schema docs/reference/evidence-answer.schema.json
	$(BIN)/python -m resorb.report.pictures
	$(BIN)/python tools/reference.py
	$(BIN)/python tools/pages/state_diagram.py
	$(BIN)/python tools/examples.py --write || true

evidence: $(VENV)/.dev ## Compile the evidence files to the JSON that is shipped
	$(BIN)/python -m resorb.evidence.compile

format: $(VENV)/.dev ## Format the code and mend what lint can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

requirements: $(VENV)/.lock ## Pin requirements/*.txt again from requirements/*.in, with hashes
	cd requirements && for name in core dev lock pdf; do \
	  ../$(VENV)/lock/bin/pip-compile $(LOCK) --output-file $$name.txt $$name.in || exit 1; done

clean: ## Remove what was built; the next target builds it again
	rm -rf $(VENV) build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "resorb needs Python 3.11 or later; try: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Modules are compiled at install, so that the first `resorb check` starts as fast as the next ones, also
# where the environment forbids Python to write them later. A stamp is older than the requirements when they changed: then they are installed again.
$(VENV)/.core: requirements/core.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/core.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src/resorb
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.core
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.lock: requirements/lock.txt | $(BIN)/python
	$(BIN)/python -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip -qq install --require-hashes -r requirements/lock.txt
	@touch $@
