# `make run` and `make test` do everything from nothing; a second run needs no network.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

BIN := .venv/bin
STAMPS := .venv/stamps
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
VENDOR := vocational/static/vendor/tinos/LICENSE
BUNDLES := vocational/static/bundles/manifest.json
SOURCES := $(shell find frontend -name fonts -prune -o -type f -print)
CATALOGUE := translations/vi/LC_MESSAGES/messages
WORKERS ?= 3

export PYTHONUTF8 := 1

.PHONY: help setup run demo test check bench lock screenshots clean

help:
	@echo "make run    the product on http://127.0.0.1:8000 (PORT), everything installed first"
	@echo "make test   all tests, everything installed first"
	@echo "make demo   as run, with the demonstration centre loaded"
	@echo "make check  format, lint, types, import contracts, translations, templates"
	@echo "make bench  speed of the main pages beside a bare page; writes bench/results.json"
	@echo "make setup  installs only;  make lock  renews requirements/;  make screenshots"

# What a checkout needs to run.
setup: $(STAMPS)/package $(BUNDLES) $(CATALOGUE).mo

run: setup
	exec $(BIN)/vocational serve

demo: setup
	exec $(BIN)/vocational serve --demo

test: setup $(STAMPS)/test $(STAMPS)/system-test
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: setup $(STAMPS)/check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_translations.py
	$(BIN)/djlint templates --lint --quiet

bench: setup $(STAMPS)/test
	$(BIN)/python -m bench

screenshots: setup $(STAMPS)/test $(STAMPS)/system-test
	$(BIN)/python -m scripts.screenshots

$(STAMPS)/system: scripts/install_system.sh
	bash scripts/install_system.sh run
	mkdir -p $(@D) && touch $@

$(STAMPS)/system-test: scripts/install_system.sh | $(STAMPS)/system
	bash scripts/install_system.sh test
	touch $@

$(STAMPS)/venv: | $(STAMPS)/system
	bash scripts/make_venv.sh .venv
	touch $@

$(STAMPS)/run: requirements/run.lock | $(STAMPS)/venv
	$(PIP) install --require-hashes -r $<
	touch $@

$(STAMPS)/test: requirements/test.lock $(STAMPS)/run
	$(PIP) install --require-hashes -r $<
	touch $@

$(STAMPS)/check: requirements/check.lock $(STAMPS)/test
	$(PIP) install --require-hashes -r $<
	touch $@

$(STAMPS)/package: setup.cfg setup.py pyproject.toml $(STAMPS)/run
	PYTHONWARNINGS=ignore $(PIP) install --no-build-isolation --no-deps --no-index --editable .
	touch $@

# The system's own node is used where there is one, else the one that PyPI carries.
$(VENDOR): package-lock.json requirements/assets.lock scripts/copy_assets.py | $(STAMPS)/venv
	command -v npm >/dev/null || $(PIP) install --require-hashes -r requirements/assets.lock
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	$(BIN)/python scripts/copy_assets.py
	touch $@

$(BUNDLES): $(SOURCES) $(VENDOR) scripts/bundle_assets.py | $(STAMPS)/run
	$(BIN)/python scripts/bundle_assets.py

$(CATALOGUE).mo: $(CATALOGUE).po | $(STAMPS)/run
	$(BIN)/pybabel --quiet compile --directory translations

# Writes no index address: whoever installs uses his own.
LOCK := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --universal --quiet \
	--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links
lock: $(STAMPS)/check
	$(LOCK) setup.cfg --extra build -o requirements/run.lock
	$(LOCK) setup.cfg --extra build --extra test -c requirements/run.lock -o requirements/test.lock
	$(LOCK) setup.cfg --extra build --extra test --extra check -c requirements/test.lock \
		-o requirements/check.lock
	$(LOCK) requirements/assets.in -o requirements/assets.lock

# Leaves var/, which holds the centre's data.
clean:
	rm -rf .venv node_modules vocational/static frontend/fonts build dist *.egg-info
	find translations -name '*.mo' -delete
