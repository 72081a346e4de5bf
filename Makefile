# The newcomer's door. `make` alone lists what there is.
SHELL := /bin/bash -o pipefail
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What the program needs, and what its development needs besides.
PROGRAM := $(VENV)/.program
INSTALLED := $(VENV)/.installed

# Of what pip says, what shows that it goes on.
PIP_NEWS := grep --line-buffered -oE '^(Collecting|Installing|Successfully|ERROR).{0,70}'

# Tests start hundreds of processes: where no bytecode is kept, each compiles the program anew, and
# each of pytest's workers all of the tests besides.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install demo test check lint types unit bench soak docs screenshots lighthouse elasticsearch browser clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

install: $(INSTALLED) ## a virtual environment in .venv with everything

$(PROGRAM): pyproject.toml
	@echo "Installing Cổng Tin and what it needs into $(VENV) (a minute or two) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --disable-pip-version-check --editable . | $(PIP_NEWS)
	@touch $@

$(INSTALLED): $(PROGRAM)
	@echo "Installing what development needs besides …"
	@$(BIN)/python -m pip install --disable-pip-version-check --editable '.[dev]' | $(PIP_NEWS)
	@touch $@

demo: $(PROGRAM) ## crawl the sample portals, index them, serve the UI
	@$(BIN)/congtin demo

lint: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-cache

types: $(INSTALLED)
	$(BIN)/mypy --num-workers 2

unit: $(INSTALLED)
	$(BIN)/pytest -m unit -n 2 --dist loadfile -q

check: lint types unit ## lint, types and unit tests, in under 90 seconds

browser: ## Chromium for the browser tests (Debian, as root; elsewhere install it yourself)
	@scripts/chromium

test: lint types browser ## everything: lint, types, all tests with real servers and a browser
	@scripts/elasticsearch install || [ "$$CI" != true ]
	@scripts/tesseract
	@scripts/pywb >/dev/null || [ "$$CI" != true ]
	@scripts/wacz >/dev/null || [ "$$CI" != true ]
	@# One more than processors: many tests wait for servers.
	$(BIN)/pytest -n 3 --dist loadfile --durations 25

elasticsearch: $(INSTALLED) ## a real Elasticsearch on loopback, without Docker
	@scripts/elasticsearch start

bench: $(INSTALLED) ## benchmarks: ratios against a bare baseline in the same run
	@set -e; for name in segmenting references extraction crawl extract pages; do \
	  echo "== $$name"; $(BIN)/python -m benchmarks.$$name; done
	@# With the server of `make elasticsearch` running, that is measured beside tantivy.
	@set -e; url=$$(scripts/elasticsearch url 2>/dev/null || true); for name in indexing search; do \
	  echo "== $$name"; $(BIN)/python -m benchmarks.$$name $${url:+--elasticsearch $$url}; done

soak: $(INSTALLED) ## what takes longer than tests may: 100,000 pages, kill campaigns, a cluster, two days' schedule
	@$(BIN)/python -m benchmarks.soak_crawl
	@$(BIN)/python -m benchmarks.soak_index
	@$(BIN)/python -m benchmarks.soak_export
	@$(BIN)/python -m benchmarks.country province --workers 2 --days 2
	@scripts/elasticsearch install && $(BIN)/python -m benchmarks.soak_cluster

docs: $(INSTALLED) ## write docs/commands.md and docs/data.md anew
	@$(BIN)/python scripts/commands_document.py docs/commands.md
	@$(BIN)/python scripts/data_dictionary.py docs/data.md

screenshots: $(INSTALLED) browser ## pictures of every page type into docs/screenshots
	@$(BIN)/python scripts/screenshots.py

lighthouse: $(INSTALLED) browser ## Lighthouse on search, article and document (needs Node)
	@$(BIN)/python scripts/lighthouse.py

clean: ## remove what was installed and cached (never ./data)
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
