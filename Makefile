# deedwatch: `make` lists what there is. Nothing but Python 3.11 and make is needed before.
.DEFAULT_GOAL := help
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

venv: $(STAMP)  ## make the environment in .venv

$(STAMP): pyproject.toml constraints.txt pipeline.txt
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) is not here; install Python 3.11 or say PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r pipeline.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

demo: venv  ## read the sample reports and show a record, the ledger, the happenings and a verdict
	@$(BIN)/deedwatch demo --book demo.db

test: venv system  ## all tests, with all their set-up
	$(BIN)/python -m pytest -n 2

quick: venv  ## the tests without the slow ones, Chromium and PostgreSQL: some minutes
	$(BIN)/python -m pytest -n 2 -m "not slow and not browser and not postgres"

system: venv  ## Debian packages for the tests (Chromium, PostgreSQL) where this runs as root
	@sh .ci/system.sh

format: venv  ## format the code
	$(BIN)/ruff format src tests bench train docs/generate.py .ci/packages.py
	$(BIN)/ruff check --fix-only src tests bench docs train

lint: venv  ## format check, lint and types
	$(BIN)/ruff format --check src tests bench train docs/generate.py .ci/packages.py
	$(BIN)/ruff check src tests bench docs train .ci
	$(BIN)/mypy

check: lint test  ## all that must hold before a commit

bench: venv  ## quality, speed and verdict tables
	$(BIN)/python bench/quality/run.py
	$(BIN)/python bench/speed/run.py
	$(BIN)/python bench/speed/density.py
	$(BIN)/python bench/speed/folding.py --sizes 500,1000,2000 --new 100 --runs 1
	$(BIN)/python bench/verdicts/run.py

packages: venv  ## build wheel and source package; install and run them on each Python that is here
	$(BIN)/python .ci/packages.py

docs: venv  ## write the pages that are made from the code, and build the site
	$(BIN)/python docs/generate.py
	$(BIN)/mkdocs build --quiet --strict

serve: demo  ## the local page on the demo's book
	$(BIN)/deedwatch serve --book demo.db --open

clean:  ## remove what was made
	rm -rf $(VENV) demo.db* .pytest_cache .mypy_cache .ruff_cache dist site

.PHONY: help venv demo test quick system format lint check bench packages docs serve clean
