# The project's verbs; `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test test-kafka test-faults check format generate constraints train bench clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

help: ## list the verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY) ## make .venv and install what is needed, when that has changed

$(READY): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[demo,test,check]'
	@touch $@

demo: setup ## the whole pipeline on an embedded broker: stories in, alerts out
	@$(BIN)/tocsin demo

test: setup ## all tests but those on a real Kafka
	$(BIN)/pytest -n auto --dist loadfile

test-kafka: setup ## the tests on a real Kafka (JDK 17 and Maven, or TOCSIN_TEST_KAFKA=host:port)
	$(BIN)/pytest -m "kafka and not faults"

test-faults: setup ## the long forms of what is broken on purpose; an hour, by hand
	$(BIN)/pytest -m faults -s

check: setup ## format, lint, types, the wall around the core, configuration, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/tocsin check
	$(BIN)/python -m docs.generate --check

format: setup ## format and fix what can be fixed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

generate: setup ## write the generated files: JSON Schema and what docs take from the code
	$(BIN)/python -m docs.generate

constraints: ## write constraints.txt anew, from what a new environment gets
	@rm -rf build/constraints && $(PYTHON) -m venv build/constraints
	build/constraints/bin/python -m pip install --quiet --disable-pip-version-check '.[demo,test,check]'
	@{ echo '# What `make setup`, CI and the image install; `make constraints` writes it anew.'; \
	  build/constraints/bin/python -m pip freeze --disable-pip-version-check | grep -v '^tocsin'; } > constraints.txt

train: setup ## train the judge anew (20 minutes of a free core)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[train]'
	$(BIN)/python -m training.judge ship

bench: setup ## quality and speed, as docs/MEASURED.md reports them
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python -m bench.quality entities
	$(BIN)/python -m bench.quality policy
	$(BIN)/python -m bench.quality stories
	$(BIN)/python -m bench.entities
	$(BIN)/python -m bench.policy
	$(BIN)/python -m bench.story_state
	$(BIN)/python -m bench.pipeline

clean: ## remove what make made
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
