.DEFAULT_GOAL := help
SHELL := /bin/bash
BIN := .venv/bin
OUT ?= out
DEMO_DIR ?= siaga-demo
DEMO_SERVE ?= 1

.PHONY: help demo test unit frontend lint format bench examples lock docs clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: ## set up, plan examples/banyuasin into out/, open the plan desk with demo accounts (DEMO_SERVE=0: set up only)
	@scripts/setup runtime
	@scripts/setup frontend
	@[ -e $(OUT)/index.html ] && [ -z "$$(find src/siaga examples/banyuasin -type f ! -path '*/server/*' \
	  ! -path '*/__pycache__/*' -newer $(OUT)/index.html -print -quit)" ] \
	  || $(BIN)/siaga plan examples/banyuasin --out $(OUT)
	@exec $(BIN)/siaga demo examples/banyuasin examples/banyuasin-2024-02 --data-dir $(DEMO_DIR) $(if $(filter 0,$(DEMO_SERVE)),--no-serve)

test: lint frontend ## everything: linters, types, contracts, all tests with a real browser, the server's on SQLite and PostgreSQL
	$(BIN)/python -m pytest -n auto --dist loadgroup -m "not browser"
	SIAGA_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n auto --dist loadgroup -m "not browser" tests/server
	# Apart from the others, and from each other: Playwright keeps an event loop in its process.
	$(BIN)/python -m pytest -n auto --dist loadfile -m browser tests/browser
	$(BIN)/python -m pytest -n auto --dist loadgroup -m browser --ignore tests/browser

unit: ## the unit tests alone, under two minutes
	@scripts/setup dev
	@scripts/setup frontend
	$(BIN)/python -m pytest -n auto -m "not slow and not browser and not server"

frontend: ## styles and scripts of the server: build when a source changed, and their tests
	@scripts/setup frontend
	@cd frontend && PATH="$$PWD/../.venv-node/bin:$$PATH" node node_modules/vitest/vitest.mjs run

lint: ## ruff, mypy --strict, import-linter
	@scripts/setup dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: ## put the code into shape
	@scripts/setup dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: ## quality and speed beside named peers; writes docs/benchmarks.md
	@scripts/setup bench
	.venv-bench/bin/python -m benchmarks

examples: ## rebuild examples/ from data/
	@scripts/setup runtime
	$(BIN)/python scripts/build_examples.py

lock: ## resolve requirements/*.in anew into lock files with hashes
	@scripts/setup dev
	for kind in runtime dev bench; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	    requirements/$$kind.in -o requirements/$$kind.lock || exit 1; \
	done

docs: ## where the documentation is
	@echo "README.md, docs/README.md (docs/id/ for Indonesian); everything is Markdown and reads as it is."

clean: ## remove what the targets made
	rm -rf .venv .venv-bench out siaga-demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
