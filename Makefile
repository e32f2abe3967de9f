# The two commands of the README: `make demo` and `make test`. Both work in .venv only.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test coverage lint docs site bench fuzz forward faults dist lock clean

# What is installed stands in locks/, with its hash: the same packages today and in a year. `make
# lock` takes the newest ones anew.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := $(INSTALL) --require-hashes --requirement

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "aerobase needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml locks/run.txt
	$(LOCKED) locks/run.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.tested: $(VENV)/.installed locks/dev.txt
	$(LOCKED) locks/dev.txt
	touch $@

demo: $(VENV)/.installed
	$(BIN)/aerobase demo -o report.html

test: $(VENV)/.tested
	$(BIN)/python tests/install_browser.py
	$(BIN)/python tests/without_network.py -m pytest

coverage: $(VENV)/.tested
	$(BIN)/python -m coverage run -m pytest -q
	$(BIN)/python -m coverage report --skip-covered --sort=cover

lint: $(VENV)/.tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --no-warn-unreachable
	$(BIN)/mypy --platform darwin --no-warn-unreachable
	$(BIN)/lint-imports
	$(BIN)/python tests/check_wheel.py

docs: $(VENV)/.tested
	$(BIN)/python fixtures/commands_page.py
	$(BIN)/python fixtures/wrong_inputs_page.py
	$(BIN)/python fixtures/cohort_page.py
	$(BIN)/python fixtures/tables_page.py
	$(BIN)/python fixtures/year_notebook.py
	$(BIN)/python fixtures/first_hour.py
	$(BIN)/python fixtures/supply_chain_page.py
	$(BIN)/python fixtures/tutorial.py
	$(BIN)/python fixtures/json_page.py
	$(BIN)/python fixtures/schema_page.py
	$(BIN)/python fixtures/flags_page.py
	$(BIN)/python fixtures/profile_page.py

# Every warning is a failure: a link to a page or a heading that is not there among them.
site: $(VENV)/.tested
	rm -rf build/site build/doctrees
	$(BIN)/python -m sphinx -q -b html -n -W --keep-going -c docs -d build/doctrees . build/site
	$(BIN)/python tests/check_site.py build/site

fuzz: $(VENV)/.tested
	$(BIN)/python tests/fuzz/totals.py

bench: $(VENV)/.tested
	set -e; for one in tests/bench/*.py; do echo "== $$one"; $(BIN)/python $$one; done

forward: $(VENV)/.tested
	$(BIN)/python tests/forward/living.py

faults: $(VENV)/.tested
	$(BIN)/python tests/faults/table.py

dist: $(VENV)/.tested
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist
	$(BIN)/python fixtures/sbom.py dist

lock: $(VENV)/.tested
	$(BIN)/python fixtures/locks.py

clean:
	rm -rf $(VENV) build dist
