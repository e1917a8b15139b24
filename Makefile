# Each command works by itself on a machine that has Python 3.11 or newer, make and a package index:
# uv is installed into .uv/, and the kit with its locked dependencies into .venv/.

PYTHON ?= python3
UV_VERSION := 0.13.8

ifeq ($(OS),Windows_NT)
BIN := Scripts
else
BIN := bin
endif
UV := .uv/$(BIN)/uv
RUN := .venv/$(BIN)/

export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.PHONY: help demo test lint docs messages notebooks benchmarks

help: ## Say what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(UV):
	@echo "Setting up (once): uv, then the kit's dependencies"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .uv
	@.uv/$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.ready: pyproject.toml uv.lock | $(UV)
	@$(UV) sync --quiet --frozen --all-extras --python .uv/$(BIN)/python
	@touch $@

demo: .venv/.ready ## Run the stages of the demo campaign and make its reports
	@$(RUN)playbook run demo

test: .venv/.ready ## Run all tests
	@$(RUN)pytest

lint: .venv/.ready ## Check style and types
	@$(RUN)ruff check . && $(RUN)ruff format --check . && $(RUN)mypy

docs: .venv/.ready ## Make the pages of docs/ that are made from the code
	@$(RUN)python tools/make_docs.py

messages: .venv/.ready ## Bring the translation catalogues up to date
	@$(RUN)python tools/messages.py

notebooks: .venv/.ready ## Execute the committed notebooks on the demo, in place
	@$(RUN)python tools/execute_notebooks.py

benchmarks: .venv/.ready ## Measure speed, memory and weight beside the alternatives (a quarter of an hour)
	@$(RUN)python -m benchmarks
