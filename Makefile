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
# Each file's tests stay in one process, which makes what they share once.
SIDE_BY_SIDE := --numprocesses logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never
# Hundreds of processes import the same packages.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint docs site messages notebooks benchmarks certainty sbom audit coverage mutants

help: ## Say what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(UV):
	@echo "Setting up (once): uv, then the kit's dependencies"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .uv
	@.uv/$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.ready: pyproject.toml uv.lock playbook/__init__.py | $(UV)
	@$(UV) sync --quiet --frozen --all-extras --python .uv/$(BIN)/python
	@touch $@

setup: .venv/.ready ## Set up what is missing, and no more

demo: .venv/.ready ## Run the stages of the demo campaign and make its reports
	@$(RUN)playbook run demo

test: .venv/.ready ## Run all tests
	@$(RUN)pytest $(SIDE_BY_SIDE)

lint: .venv/.ready ## Check style and types
	@$(RUN)ruff check . && $(RUN)ruff format --check . && $(RUN)mypy

docs: .venv/.ready ## Make the pages of docs/ that are made from the code
	@$(RUN)python tools/make_docs.py
	@$(RUN)python tools/licences.py

site: .venv/.ready ## Make the site of the kit, offline: build/site/index.html
	@$(RUN)playbook run demo demo_fr
	@$(RUN)python tools/website/make.py

messages: .venv/.ready ## Bring the translation catalogues up to date
	@$(RUN)python tools/messages.py

notebooks: .venv/.ready ## Execute the committed notebooks on the demo, in place
	@$(RUN)python tools/execute_notebooks.py

benchmarks: .venv/.ready ## Measure speed, memory and weight beside the alternatives (a quarter of an hour)
	@$(RUN)python -m benchmarks

certainty: .venv/.ready ## Hold what is said to be likely against what happens: docs/certainty.md (half an hour)
	@$(RUN)python -m benchmarks.certainty

sbom: .venv/.ready ## Write what the kit is made of to dist/sbom.cdx.json (CycloneDX)
	@mkdir -p dist
	@$(UV) export --quiet --frozen --all-extras --no-default-groups --format cyclonedx1.5 --output-file dist/sbom.cdx.json
	@echo dist/sbom.cdx.json

audit: .venv/.ready ## Ask the advisory database of OSV about everything in the lock
	@$(UV) audit --frozen

coverage: .venv/.ready ## Run all tests, and say which lines and branches they reach
	@$(RUN)pytest tests $(SIDE_BY_SIDE) --cov --cov-report=term:skip-covered --cov-report=html

# mutmut forks, and OpenMP's threads are not there in what was forked: it would wait for ever.
mutants: export OMP_NUM_THREADS = 1
mutants: export OPENBLAS_NUM_THREADS = 1
mutants: .venv/.ready ## Change the code in small ways, and see whether a test notices (ONLY='playbook.statistics.tiers*')
	@$(RUN)python -m mutmut run $(ONLY); $(RUN)python -m mutmut results | grep -v 'not checked' || true
