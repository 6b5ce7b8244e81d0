# `make demo` screens the example shipments; `make test` runs everything that proves the tree good. Both need only
# Python 3.11 or newer and make: they create a virtual environment of their own in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check clean

demo: $(STAMP)
	@$(BIN)/exportgate screen data/examples/shipments.csv --out out/demo --list embedded || test $$? -eq 1
	@echo "The report lies in out/demo/report.html"

test: check
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(STAMP)
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy src tests
	$(BIN)/exportgate rules check
	$(BIN)/exportgate rules test
	$(BIN)/exportgate rules mutate

clean:
	rm -rf $(VENV) out dist build

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "exportgate needs Python 3.11 or newer; name one with make PYTHON=…")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	@touch $(STAMP)
