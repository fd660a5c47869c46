# PrepBank's commands. `make` alone lists them; docs/development.md explains them.

PYTHON ?= python3
PORT ?= 8000
# Not `?=`: some shells export HOST with the machine's name, and the default must stay private.
HOST = 127.0.0.1

VENV := .venv
PY := $(VENV)/bin/python
MANAGE := $(PY) manage.py
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
DATA_DIR := $(or $(PREPBANK_DATA_DIR),var)

CODE := manage.py prepbank questions practice tests
TEMPLATES = $$(find templates -name '*.html')

.PHONY: help
help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

# --- Installing ---------------------------------------------------------------------------------

.PHONY: install install-dev install-anki install-xlsx key
install: $(VENV)/base.stamp key ## Make .venv with what the app needs, and a private key
install-dev: $(VENV)/dev.stamp key ## ... and with what tests and linters need
install-anki: install ## ... and with what the key points as an Anki deck need
	@$(PIP_INSTALL) -r requirements/base.txt -r requirements/anki.txt
install-xlsx: install ## ... and with what reading spreadsheets (.xlsx) needs
	@$(PIP_INSTALL) -r requirements/base.txt -r requirements/xlsx.txt

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "PrepBank needs Python 3.11 or newer. Name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "This Python cannot make a virtual environment (Debian and Ubuntu: apt install python3-venv)."; exit 1; }

# A stamp is older than its requirements file only when that file changed: then pip runs again.
$(VENV)/base.stamp: requirements/base.txt | $(PY)
	@echo "Installing what PrepBank needs into $(VENV) ..."
	@$(PIP_INSTALL) -r requirements/base.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/base.stamp
	@echo "Installing what its tests and linters need ..."
	@$(PIP_INSTALL) -r requirements/base.txt -r requirements/dev.txt
	@touch $@

key: | $(PY)
	@$(PY) -m prepbank.secret_key "$(DATA_DIR)/secret_key"

# --- Running ------------------------------------------------------------------------------------

# Nothing is newer than the list that collectstatic wrote last (or it complains that there is none).
STATIC_IS_COLLECTED = test -z "$$(find static $(VENV)/base.stamp \
  -newer "$(DATA_DIR)/static/staticfiles.json" 2>&1)"

.PHONY: run editor
run: install ## Serve PrepBank at http://127.0.0.1:8000/ (PORT=, HOST=)
	@$(PY) -c 'import socket; socket.create_server(("$(HOST)", $(PORT))).close()' 2>/dev/null || { \
	  echo "Cannot listen on $(HOST) port $(PORT): something else does already, or it is not allowed."; \
	  echo "Choose another port: make run PORT=8001"; exit 1; }
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_bank
	@$(STATIC_IS_COLLECTED) || $(MANAGE) collectstatic --noinput --verbosity 0
	@echo
	@echo "PrepBank is at http://$(HOST):$(PORT)/ and Ctrl-C stops it."
	@echo "To edit the bank, run 'make editor NAME=you' in a second terminal, then open http://$(HOST):$(PORT)/admin/"
	@exec $(VENV)/bin/gunicorn prepbank.wsgi --bind $(HOST):$(PORT) --no-control-socket \
	  --worker-class gthread --workers 2 --threads 4 --log-level warning

editor: install ## Create an account that may edit the bank (NAME=)
	@test -n "$(NAME)" || { echo "Say whose account it is: make editor NAME=ada"; exit 1; }
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) create_editor "$(NAME)"

# --- Checking -----------------------------------------------------------------------------------

.PHONY: test lint format screenshots eval bench
test: install-dev ## Run every test on SQLite, in a browser, and on PostgreSQL (LANES="sqlite")
	@$(PY) -m tests.lanes $(LANES)

# The checks look at the code alone, so they use a database in memory and leave none behind.
lint: export DATABASE_URL = sqlite:///:memory:
lint: install-dev ## Check style, types, templates, imports, migrations and deployment settings
	$(VENV)/bin/ruff check $(CODE)
	$(VENV)/bin/ruff format --check $(CODE)
	$(VENV)/bin/djade --check --target-version 5.2 $(TEMPLATES)
	$(VENV)/bin/djhtml --check --tabwidth 2 templates
	$(VENV)/bin/djlint --quiet --lint templates
	$(VENV)/bin/mypy manage.py prepbank questions practice
	$(VENV)/bin/lint-imports --no-cache
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --fail-level WARNING
	PREPBANK_HTTPS=1 PREPBANK_HOSTS=prepbank.example $(MANAGE) check --deploy --fail-level WARNING

format: install-dev ## Rewrite code and templates in the project's style
	$(VENV)/bin/ruff check --fix --select I $(CODE)
	$(VENV)/bin/ruff format $(CODE)
	-$(VENV)/bin/djade --target-version 5.2 $(TEMPLATES)
	-$(VENV)/bin/djhtml --tabwidth 2 templates

screenshots: install-dev ## Take the pictures in docs/screenshots anew
	$(PY) -m pytest -q -m browser tests/browser/screenshots.py

eval: install ## Measure the comparison on the labelled corpus (ARGS=)
	@$(PY) -m practice.evaluation $(ARGS)

bench: install ## Measure how long the comparison takes on this machine
	@$(PY) -m practice.evaluation.speed

# An environment of its own: torch is large, and nothing but the training needs it.
TRAIN := $(VENV)/train

.PHONY: train
train: $(TRAIN)/train.stamp ## Train the comparison's model, about an hour (ARGS=)
	$(TRAIN)/bin/python -m practice.training $(ARGS)

$(TRAIN)/train.stamp: requirements/train.in requirements/base.txt | $(PY)
	@$(PY) -m venv $(TRAIN)
	@$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/train.in
	@touch $@

# --- Keeping dependencies -----------------------------------------------------------------------

UV := $(VENV)/uv/bin/uv
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
  --no-emit-find-links --python-version 3.11 $(if $(UPGRADE),--upgrade)

.PHONY: lock clean
lock: $(UV) ## Write requirements/*.txt anew from *.in (UPGRADE=1: newest versions)
	$(LOCK) --output-file requirements/base.txt requirements/base.in
	$(LOCK) --output-file requirements/dev.txt requirements/dev.in
	$(LOCK) --output-file requirements/anki.txt requirements/anki.in
	$(LOCK) --output-file requirements/xlsx.txt requirements/xlsx.in

# uv has an environment of its own: it locks the project but is no part of it.
$(UV): | $(PY)
	@$(PY) -m venv $(VENV)/uv
	@$(VENV)/uv/bin/python -m pip install --quiet --disable-pip-version-check uv

clean: ## Remove .venv and caches; the data in var/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +
