# Two commands do everything: `make demo` and `make test`. Both set up what they need in .venv.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
# A file stays on one core, for its tests share what they built; beyond four cores the longest files decide.
SPREAD := -n auto --maxprocesses 4 --dist loadfile

.PHONY: demo test check tests coverage postgres interpreters endurance bench rules clean help

help: ## Say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

demo: .venv/demo ## Pull the sample library with the real scheduler and show it on http://127.0.0.1:8000/ (or PORT)
	@$(BIN)/tracker demo

test: check tests ## Style, types, import contracts, then every test

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

tests: .venv/dev
	$(BIN)/pytest -q $(SPREAD) -m "not endurance" $(PYTEST)

# Apart from the tests, for following every line doubles what reading and comparing take.
coverage: .venv/dev ## The same tests, and the lines they never came to
	$(BIN)/coverage erase
	$(BIN)/pytest -q $(SPREAD) --cov --cov-report= -m "not endurance" $(PYTEST)
	$(BIN)/coverage report

postgres: .venv/dev ## Every test that keeps a library, on a real PostgreSQL of its own
	TRACKER_TEST_ON=postgresql $(BIN)/pytest -q $(SPREAD) -m "not endurance" $(PYTEST) \
	    tests/store tests/readingroom tests/workday tests/web tests/cli tests/demo tests/journeys

interpreters: ## The pure rooms' tests on every other Python this machine has
	@sh .ci/interpreters

endurance: .venv/dev ## The long runs
	$(BIN)/pytest -q -m endurance $(PYTEST)

bench: .venv/dev ## Benchmarks: ratios measured side by side in one run
	$(BIN)/pytest -q -s tests/benchmarks --benchmarks $(PYTEST)

rules: .venv/dev ## Write docs/rules from the tables of regs/
	$(BIN)/tracker rules -o docs/rules

clean: ## Forget the environment and what runs leave behind
	rm -rf .venv .venv-3.* .coverage* .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

# The stamps are newer than what they were made from, so a second `make` installs nothing.
.venv/pip: constraints.txt
	@test -n "$(PYTHON)" || { echo "tracker needs Python 3.11 or later, and found none on the PATH."; exit 1; }
	@echo "setting up .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/demo: .venv/pip pyproject.toml
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

.venv/dev: .venv/pip pyproject.toml
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $@ .venv/demo
