# Needs python3 (3.11 or newer, with venv) and make. The rest is installed into .venv, and run from var/.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help install demo fresh test check bench pictures rebuild

PYTHON ?= python3
PORT ?= 8000
# Tests that run at once, each on a database of its own.
JOBS ?= 2
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input -qq install
# What is installed, by stamp: older than its list means "install again".
MADE := $(VENV)/.made
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev

# Checks that read settings but no database see those of a server, as strict as they get.
SERVER := BALANCE_EMBEDDED=0 BALANCE_DEMO=0 DATABASE_URL=postgresql://balance_app@db.invalid/balance \
  SECRET_KEY=only-for-the-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ \
  ALLOWED_HOSTS=balance.example EMAIL_URL=smtp://mail.invalid DEFAULT_FROM_EMAIL=balance@balance.example

help: ## what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

install: $(DEV) ## everything for working on Balance, into .venv

demo: $(RUN) ## Balance with invented districts at http://localhost:8000/ (PORT=8010 for another port)
	@exec $(PY) -m balance.demo --port $(PORT)

fresh: $(RUN) ## remove the data of the demo and the embedded database, so that they begin again
	@$(PY) -m balance.embedded forget

test: $(DEV) ## all tests (PYTEST_ARGS="-k money" for some, JOBS=1 for one after the other)
	@.ci/chromium $(PY)
	@exec $(PY) -m pytest -n $(JOBS) $(PYTEST_ARGS)

check: $(DEV) ## lint, types, layers, migrations, deploy check
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(SERVER) $(PY) -m mypy
	@$(VENV)/bin/lint-imports
	@$(PY) manage.py makemigrations --check --dry-run
	@$(PY) manage.py check --database default
	@$(SERVER) $(PY) manage.py check --deploy --fail-level WARNING

bench: $(DEV) ## measure, and write benchmarks/latest.json (ONLY=name for one figure)
	@exec $(PY) -m benchmarks $(ONLY)

pictures: $(DEV) ## take the pictures of the guides anew, from the demo (about a minute)
	@.ci/chromium $(PY)
	@exec $(PY) -m pictures

# A Python that was removed or replaced leaves .venv broken: it is made again.
ifneq ($(shell test -f $(MADE) && $(PY) -c 'print("works")' 2>/dev/null),works)
$(MADE): rebuild
endif
$(MADE):
	@command -v $(PYTHON) >/dev/null || { echo "Balance needs python3 (3.11 or newer). Install it, or name one: make PYTHON=/path/to/python3 …" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Balance needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=python3.12 …" >&2; exit 1; }
	@echo "Making .venv with $$($(PYTHON) -V) …"
	@$(PYTHON) -m venv --clear $(VENV) || { echo "python3 lacks venv: install the package python3-venv (Debian, Ubuntu) and try again." >&2; exit 1; }
	@touch $@

$(RUN): requirements.txt $(MADE)
	@echo "Installing what Balance needs (about a minute the first time) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUN)
	@echo "Installing what the tests and checks need …"
	@$(PIP) -r requirements-dev.txt
	@touch $@
