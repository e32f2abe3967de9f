# The two commands of the README: `make demo` and `make test`. Both work in .venv only.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint bench clean

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.installed: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group test
	touch $@

$(VENV)/.linted: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group lint
	touch $@

demo: $(VENV)/.installed
	$(BIN)/aerobase demo -o report.html

test: $(VENV)/.tested
	$(BIN)/python tests/install_browser.py
	$(BIN)/python -m pytest

lint: $(VENV)/.linted $(VENV)/.tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/check_wheel.py

bench: $(VENV)/.tested
	$(BIN)/python tests/bench/decode.py

clean:
	rm -rf $(VENV) build dist
