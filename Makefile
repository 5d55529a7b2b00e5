# make run    the main job: seeds/ → graphs/civic.ttl, graphs/index.html
# make test   every test
# make check  lint, types, tests, and whether what is generated is up to date
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test check lint types generated generated-update picture benchmarks clean

run: $(STAMP)
	$(BIN)/kg build seeds --out graphs

test: $(STAMP)
	$(BIN)/python -m pytest

check: lint types test generated

lint: $(STAMP)
	$(BIN)/ruff check kg tests scripts benchmarks
	$(BIN)/ruff format --check kg tests scripts benchmarks

types: $(STAMP)
	$(BIN)/mypy

# what is committed must be what the program makes today
generated: $(STAMP)
	$(BIN)/python scripts/check_generated.py

generated-update: $(STAMP)
	$(BIN)/python scripts/check_generated.py --write

# the read-me's picture, of graphs/index.html; needs Chromium
picture: $(STAMP)
	$(BIN)/python scripts/make_screenshot.py

benchmarks: $(STAMP)
	$(BIN)/python -m benchmarks

$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(STAMP)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
