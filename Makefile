# Every command runs from the virtual environment of this repository; make install makes it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
INSTALLED_DEV := $(VENV)/installed-dev
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help install dev demo test test-deep chromium page-assets lint types lab floors bench lock clean

help:                    ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

install: $(INSTALLED)    ## leave .venv/bin/dateline ready

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "dateline needs Python 3.11 or later; name one with: make install PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@
	@echo "dateline is ready: $(BIN)/dateline --help"

dev: $(INSTALLED_DEV)    ## the same with what tests, linters and benchmarks need

$(INSTALLED_DEV): requirements-dev.lock $(INSTALLED)
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

demo: install            ## code the bundled sample, show five events, write the page
	@sh scripts/demo.sh $(BIN)/dateline

# Tests of one file run one after the other in one process, files beside each other.
BESIDE := -n auto --maxprocesses 4 --dist loadfile

test: dev                ## the tests, under 10 minutes
	$(BIN)/python -m pytest $(BESIDE) -m "not deep"

test-deep: dev chromium  ## the slow tests: seeded kills, Chromium, 10,000 reports
	$(BIN)/python -m pytest $(BESIDE) -m deep

chromium:                ## Debian's browser for the tests of the page, where it can be had
	@sh scripts/chromium.sh || echo "tests of the page in a browser are skipped" >&2

page-assets: dev         ## build the page's script and style (web/)
	$(BIN)/python scripts/build_page.py

lint: dev                ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: dev               ## mypy --strict on src
	$(BIN)/mypy

floors: dev              ## every suite against evaluation/floors.json
	$(BIN)/python evaluation/check_floors.py

bench: dev               ## words a second and memory beside bare spaCy (see benchmarks/)
	$(BIN)/python benchmarks/whole_path.py

lab: dev                 ## what is run by hand, results committed
	$(BIN)/python benchmarks/memory_flat.py
	$(BIN)/python benchmarks/reading_cost.py
	$(BIN)/python benchmarks/compare_rows.py
	$(BIN)/python evaluation/fuzz.py --minutes 20 --seed long
	$(BIN)/python evaluation/misread.py
	DATELINE_LAB=1 $(BIN)/python -m pytest -m deep tests/safety/test_hostile.py
	DATELINE_LAB=1 $(BIN)/python -m pytest -m deep -s tests/pipeline/test_add_killed.py

lock:                    ## make the lock files again
	sh scripts/lock.sh

clean:                   ## remove the virtual environment and caches
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
