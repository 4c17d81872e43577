# Needs only Python 3.11+, make and git; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help

# Where it is set (images of Python often do), each of the tests' many processes would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help demo site test coverage lint format lock schema clean bench bench-ask bench-crisis crisis-weights bench-leads bench-links bench-tollcheck bench-others bench-digests tollcheck-weights ask-vectors ask-scope ask-rank

help:  ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.demo  ## Try the real bot in your browser; no token, nothing leaves this machine
	$(BIN)/tollfree demo $(ARGS)

test: $(VENV)/.dev  ## Run all tests, on all cores
	$(BIN)/pytest -n auto --dist loadgroup --durations=20 $(ARGS)

coverage: $(VENV)/.dev  ## Run all tests and count the lines and branches that they reach; slow
	PYTHONWARNINGS='ignore:Unable to activate pytest branch' $(BIN)/python -m slipcover --branch --source bot,cogs \
		--omit 'bot/data/migrations/*' --fail-under 95 --skip-covered --missing-width 60 \
		-m pytest -n auto --dist loadgroup $(ARGS)

storm: $(VENV)/.dev  ## Kill the bot in 20 rounds of shares, votes and approvals on each database, then count
	STORM_ROUNDS=20 $(BIN)/pytest -q -s -p no:xdist tests/sockets/test_storm.py $(ARGS)

lint: $(VENV)/.dev  ## Check style, types, layers, spelling and the pages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/codespell
	$(BIN)/tollfree check

format: $(VENV)/.dev  ## Format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev  ## Compare with a bare discord.py bot on a loopback Discord: speed and memory; 4 minutes
	@$(BIN)/python -m benchmarks.loopback $(ARGS)

bench-ask: $(VENV)/.dev  ## Score /ask on the open questions and on real ones, by kind
	$(BIN)/python -m benchmarks.ask $(ARGS)

ask-vectors: $(VENV)/.dev  ## Keep the vectors of the pages' texts, so that a start need not compute them
	$(BIN)/python -m benchmarks.ask.keeping

ask-rank: $(VENV)/.dev  ## Fit anew what ranks pages, and passages on a page
	$(BIN)/python -m benchmarks.ask.page_fitting
	$(BIN)/python -m benchmarks.ask.passage_fitting

ask-scope: $(VENV)/.dev  ## Fit anew what tells questions out of scope
	$(BIN)/python -m benchmarks.ask.scope_fitting

bench-links: $(VENV)/.dev  ## Score the reading of links on labeled ones
	$(BIN)/python -m benchmarks.links $(ARGS)

bench-crisis: $(VENV)/.dev  ## Measure the reading of messages for a crisis, by kind; some minutes
	$(BIN)/python -m benchmarks.crisis $(ARGS)

crisis-weights: $(VENV)/.dev  ## Fit that reading anew, on its examples and the pages' questions
	$(BIN)/python -m benchmarks.crisis fit

bench-leads: $(VENV)/.dev  ## Time browsing and voting with 100,000 leads and 2 million votes
	$(BIN)/python -m benchmarks.leads $(ARGS)

bench-digests: $(VENV)/.dev  ## Time 2,500 digests with one minute, on a loopback Discord; 10 minutes
	@$(BIN)/python -m benchmarks.digests $(ARGS)

bench-tollcheck: $(VENV)/.dev  ## Score /tollcheck on the offers held out
	$(BIN)/python -m benchmarks.tollcheck $(ARGS)

bench-others: $(VENV)/.dev  ## Score all readings on two other authors' texts, which nothing is fitted to
	$(BIN)/python -m benchmarks.others

tollcheck-weights: $(VENV)/.dev  ## Fit anew what /tollcheck has learned from examples
	$(BIN)/python -m benchmarks.tollcheck fit

site: $(VENV)/.site  ## Write the pages as a static web site into public/
	$(BIN)/tollfree site $(or $(OUT),public) $(ARGS)

schema: $(VENV)/.dev  ## Write docs/schema from the models
	$(BIN)/tollfree schema docs/schema

lock: $(VENV)/.dev  ## Pin all dependencies anew
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra demo --extra sentry --extra site $(LOCK_FLAGS) -o requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --extra demo --extra site -c requirements-dev.lock $(LOCK_FLAGS) -o requirements-demo.lock
	$(BIN)/uv pip compile pyproject.toml --extra site -c requirements-dev.lock $(LOCK_FLAGS) -o requirements-site.lock
	$(BIN)/uv pip compile pyproject.toml --extra sentry -c requirements-dev.lock $(LOCK_FLAGS) -o requirements.lock

LOCK_FLAGS := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --no-header

clean:  ## Remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build *.egg-info

# A stamp a set of dependencies: a second call installs nothing.
$(VENV)/.demo: requirements-demo.lock pyproject.toml
	$(call install,requirements-demo.lock)

$(VENV)/.site: requirements-site.lock pyproject.toml
	$(call install,requirements-site.lock)

$(VENV)/.dev: requirements-dev.lock pyproject.toml
	$(call install,requirements-dev.lock)
	@touch $(VENV)/.demo $(VENV)/.site

define install
@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: apt install python3-venv"; exit 1; }
@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tollfree needs Python 3.11 or newer: make PYTHON=python3.12"; exit 1; }
@echo "Installing pinned dependencies into $(VENV) (once; a minute or two)"
@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . 2>/dev/null || $(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
@touch $@
endef
