# make demo        install into .venv, read the samples, print the brief
# make test        lint, types, import contract, tests
# make help        all targets

PYTHON ?= python3.11
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
WHEEL_VENV := build/wheel-venv
STORIES := gas-transit ship-release

.DEFAULT_GOAL := help
.PHONY: help demo test slow gate train wheel test-wheel docs requirements clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

demo: $(VENV)/.runtime ## read the sample reports and print the brief
	@mkdir -p demo && rm -f demo/demo.db demo/demo.db-wal demo/demo.db-shm demo/brief.html
	@for story in $(STORIES); do $(BIN)/detente read --quiet --into demo/demo.db src/detente/samples/$$story || exit 1; done
	@$(BIN)/detente brief demo/demo.db
	@$(BIN)/detente brief demo/demo.db --format html --out demo/brief.html
	@echo
	@echo "The record is in demo/demo.db, the same page for the browser in $(CURDIR)/demo/brief.html"

test: $(VENV)/.dev ## lint, types, import contract, tests
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -m "not slow"

slow: $(VENV)/.dev ## the tests that read much
	$(BIN)/python -m pytest -m slow

gate: $(VENV)/.runtime ## measure accuracy against eval/floors.json (needs ../shared)
	$(BIN)/python -m eval.gate

train: ## train the reader model again (needs requirements/training.in and ../shared)
	PYTHONPATH=src $(PYTHON) -m training.attributions

wheel: $(VENV)/.runtime ## build dist/*.whl
	@rm -rf dist && mkdir -p dist
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

test-wheel: wheel ## install the wheel elsewhere and read the samples from an empty folder
	$(PYTHON) -m venv --clear $(WHEEL_VENV)
	$(WHEEL_VENV)/bin/python -m pip --disable-pip-version-check --quiet --no-input install --require-hashes --no-deps -r requirements/runtime.txt
	$(WHEEL_VENV)/bin/python -m pip --disable-pip-version-check --quiet --no-input install --no-deps dist/*.whl
	eval/wheel.sh "$(CURDIR)/$(WHEEL_VENV)/bin"

docs: $(VENV)/.dev ## regenerate the generated parts of README and docs
	$(BIN)/python -m docs.generate

requirements: ## compile requirements/*.txt again (needs uv)
	cd requirements && for name in runtime build dev; do \
	  $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-header -q $(UPGRADE) $$constraints $$name.in -o $$name.txt || exit 1; \
	  constraints="$$constraints -c $$name.txt"; done

clean: ## remove everything that was made here
	rm -rf $(VENV) build dist demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) was not found: install the package python3.11 (Debian, Ubuntu: apt install python3.11 python3.11-venv)"; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || { echo "$(PYTHON) has no venv module: install the package python3.11-venv (Debian, Ubuntu: apt install python3.11-venv)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements/runtime.txt requirements/build.txt pyproject.toml
	@echo "Installing pinned requirements into $(VENV) (about a minute)"
	@$(PIP) install --require-hashes --no-deps -r requirements/runtime.txt
	@$(PIP) install --require-hashes --no-deps -r requirements/build.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	@echo "Installing what the tests need into $(VENV)"
	@$(PIP) install --require-hashes --no-deps -r requirements/dev.txt
	@touch $@
