# Needs only make and Python >= 3.11 with venv. Everything else comes from requirements.lock.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
UV_VERSION := 0.13.9

.PHONY: system setup demo demo-web catalogues test check bench bench-peers soak test-browser test-spark lock docs clean

# What the tests need beyond Python packages, as Debian packages.
system:
	scripts/system

setup: $(STAMP)

$(BIN)/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet uv==$(UV_VERSION)

$(STAMP): requirements.lock pyproject.toml | $(BIN)/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	$(BIN)/wasit play cases/muscat-2024.toml
	@echo "The same case half way, in a browser: make demo-web"

# The desk and both rooms in a browser, on throw-away data, until Ctrl+C.
demo-web: setup
	$(BIN)/wasit demo --case muscat --open

test: setup
	$(BIN)/pytest -q

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/python scripts/docs.py --check
	$(BIN)/python scripts/catalogues.py --check
	$(BIN)/pyright

bench: setup
	$(BIN)/python -m bench

# Peers have an environment of their own: what they are licensed under stays out of ours.
.venv-peers/.ready: bench/peers/requirements.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip install --quiet -r bench/peers/requirements.txt
	touch $@

bench-peers: setup .venv-peers/.ready
	$(BIN)/python -m bench.peers.terms .venv-peers/bin/python

# The words of the pages in other languages, brought up to date with the templates.
catalogues: setup
	$(BIN)/python scripts/catalogues.py

docs: setup
	$(BIN)/python scripts/docs.py

# An environment of its own: PySpark is large, and not everybody's. Needs a Java runtime.
test-spark: system setup
	$(BIN)/uv venv --quiet --allow-existing .venv-spark
	$(BIN)/uv pip install --quiet --python .venv-spark/bin/python -r requirements.lock \
	  "ibis-framework[postgres,pyspark]>=12.0" "pyspark>=4.0"
	$(BIN)/uv pip install --quiet --python .venv-spark/bin/python --no-deps --no-build-isolation -e .
	.venv-spark/bin/python -m pytest -q -m backends tests/backends

# A real Chromium goes through the pages. On a busy machine a page may come later than a test waits.
test-browser: system setup
	$(BIN)/pytest -q -m browser tests/web

soak: setup
	$(BIN)/pytest -q -m soak

lock: $(BIN)/uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --extra record --extra files --extra pdf --extra docx \
	  --extra notebook --group dev -o requirements.lock pyproject.toml

clean:
	rm -rf .venv .venv-peers
