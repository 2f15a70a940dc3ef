# sayso: `make demo` sets everything up and makes a brief of the examples; `make test` sets everything up and runs the tests.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test lint unit bench evaluate lock clean

demo: .venv/.run
	mkdir -p out
	$(BIN)/sayso brief examples -o out/brief.html --json out/brief.json
	@echo "Open out/brief.html in a browser."

test: .venv/.dev lint unit

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: .venv/.dev
	$(BIN)/python -m pytest

bench: .venv/.run
	$(BIN)/python benchmarks/bench.py

evaluate: .venv/.run
	$(BIN)/python benchmarks/keys.py
	$(BIN)/python benchmarks/yardsticks.py

# Locked, hashed parts first; then sayso itself, editable, without looking anything up.
.venv/.run: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

.venv/.dev: requirements-dev.lock pyproject.toml package-lock.json
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	bash scripts/system_packages.sh
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@ .venv/.run

lock: .venv/.dev
	bash scripts/lock.sh

clean:
	rm -rf .venv out
