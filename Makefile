# The two commands of the README: `make demo` and `make test`. Both work in .venv only.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test coverage lint docs bench fuzz forward clean

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "aerobase needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	touch $@

# pip knows dependency groups from 25.1 on, so it is upgraded first.
$(VENV)/.installed: $(VENV)/.made pyproject.toml
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

coverage: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --group coverage
	$(BIN)/python -m coverage run -m pytest -q
	$(BIN)/python -m coverage report --skip-covered --sort=cover

lint: $(VENV)/.linted $(VENV)/.tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/check_wheel.py

docs: $(VENV)/.installed
	$(BIN)/python fixtures/commands_page.py
	$(BIN)/python fixtures/wrong_inputs_page.py
	$(BIN)/python fixtures/cohort_page.py
	$(BIN)/python fixtures/tables_page.py
	$(BIN)/python fixtures/year_notebook.py
	$(BIN)/python fixtures/first_hour.py

fuzz: $(VENV)/.tested
	$(BIN)/python tests/fuzz/totals.py

bench: $(VENV)/.tested
	set -e; for one in tests/bench/*.py; do echo "== $$one"; $(BIN)/python $$one; done

forward: $(VENV)/.tested
	$(BIN)/python tests/forward/living.py

clean:
	rm -rf $(VENV) build dist
