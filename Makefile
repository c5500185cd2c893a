# Two commands matter: `make study` (the main job) and `make test` (everything that must hold).
# Both set themselves up. `make check` is the same test run without the set-up; neither writes to
# a tracked file. `make fmt`, `make gen` and `make lock` do.
#
# Budget of `make test` in a fresh clone on two cores, in minutes:
#   environment 1-2, core 1, bindings 1, wheel 2, pytest 5, notebooks 3; 15 in all.
# Every heading of the run prints the seconds since its start, to hold that against.

PYTHON  ?= python3
WORKERS ?= 2

VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := $(VENV)/stamps
START  := $(shell date +%s)

PIP      := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
CORE     := Cargo.toml $(wildcard Cargo.lock) $(shell find src 2>/dev/null)
COMPILED := $(wildcard python/sustenta/_core*.so)

# One target folder and one Python for every build: nothing is compiled twice for want of agreement.
CARGO_TARGET_DIR ?= $(CURDIR)/target
export CARGO_TARGET_DIR
export PYO3_PYTHON := $(CURDIR)/$(BIN)/python
# pip's build step looks for maturin on the path.
export PATH := $(CURDIR)/$(BIN):$(PATH)
# A fresh clone gains nothing from incremental files.
ifdef CI
export CARGO_INCREMENTAL := 0
endif
# No window and no terminal is ever needed.
export MPLBACKEND := Agg

# A test binary that embeds Python must find its library, this package and the venv's packages.
ask_python = $(shell $(BIN)/python -c 'import sysconfig; print(sysconfig.$(1))')
EMBEDDED = LD_LIBRARY_PATH="$(call ask_python,get_config_var("LIBDIR")):$$LD_LIBRARY_PATH" \
	PYTHONPATH="$(CURDIR)/python:$(call ask_python,get_path("platlib"))"

heading = @printf '\n== %s (%ss)\n' '$(1)' "$$(($$(date +%s) - $(START)))"

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help study test check fmt gen oracle check-report bench docs lock clean

help:
	@echo 'make study   set up, then recreate the study into out/estudo'
	@echo 'make test    set up, then run every check'
	@echo 'make check   the checks alone'
	@echo 'make fmt     format Rust and Python'
	@echo 'make gen     write what is generated: stub, wrappers, pages, VALIDATION.md, golden files'
	@echo 'make docs    the documentation pages (for now: the generated ones)'
	@echo 'make oracle  the exhaustive comparisons, complete'
	@echo 'make check-report  reports in a headless Chromium, with axe-core'
	@echo 'make bench   speed against the peers, as ratios'
	@echo 'make lock    pin requirements/*.txt anew'
	@echo 'make clean   remove everything that is built'

study: $(STAMPS)/project
	$(BIN)/sustenta study --out out/estudo

test: $(STAMPS)/test $(STAMPS)/project check

# pytest runs last: its own closing line ends the output.
check:
	@test -x $(BIN)/python || { echo 'No environment yet: run make test.' >&2; exit 1; }
	$(call heading,Rust: format)
	cargo fmt --check
	$(call heading,Rust: lints of the core)
	cargo clippy --locked --quiet --all-targets -- -D warnings
	$(call heading,Rust: lints with the bindings)
	cargo clippy --locked --quiet --all-targets --features python -- -D warnings
	$(call heading,Rust: tests of the core - no Python)
	cargo test --locked --quiet
	$(call heading,Rust: tests with the bindings)
	$(EMBEDDED) cargo test --locked --quiet --features python
	$(call heading,Python: format)
	$(BIN)/ruff format --check .
	$(call heading,Python: lints)
	$(BIN)/ruff check .
	$(call heading,Python: types)
	$(BIN)/mypy
	$(BIN)/python -m mypy.stubtest sustenta._core
	$(call heading,Python: who may import whom)
	$(BIN)/lint-imports --no-logo --no-cache
	$(call heading,Generated files are those that the sources give)
	$(BIN)/python scripts/generate.py --check
	$(BIN)/python tests/oracle/make_golden.py --check
	$(call heading,Python: tests - docstrings - README - notebooks)
	$(BIN)/python -m pytest -n $(WORKERS)

fmt: $(STAMPS)/test
	cargo fmt
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

gen: $(STAMPS)/test $(STAMPS)/project
	$(BIN)/python tests/oracle/make_golden.py
	$(BIN)/python scripts/generate.py
	$(BIN)/python tests/fingerprints.py

docs: gen

# Minutes where `make test` takes a fixed tenth: every record of the small domain, thousands of cases.
oracle: $(STAMPS)/test $(STAMPS)/project
	SUSTENTA_ORACLE=complete $(BIN)/python -m pytest -n $(WORKERS) tests/test_localisation.py tests/test_localisation_highs.py

# Opens what readers open. It needs Chromium, node and npm, and is skipped aloud without them.
check-report: $(STAMPS)/test $(STAMPS)/project
	@if command -v npm >/dev/null && command -v node >/dev/null; then \
		npm install --no-package-lock --ignore-scripts --no-audit --no-fund; \
	fi
	$(BIN)/python scripts/check_report.py

bench: $(STAMPS)/bench $(STAMPS)/project
	$(BIN)/python benchmarks/run.py

# From test.txt on, each set is resolved under the pins of the one before it.
lock: $(STAMPS)/venv
	$(PIP) install --require-hashes -r requirements/lock.txt
	cd requirements && for set in lock study test bench; do \
		$(CURDIR)/$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
			--fork-strategy fewest --generate-hashes --annotation-style line \
			--custom-compile-command 'make lock' --output-file $$set.txt $$set.in || exit 1; \
	done

clean:
	rm -rf $(VENV) out dist target python/sustenta/_core*.so

# --- set-up: each step leaves a stamp and is not repeated until what it depends on changes -------

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/study: requirements/study.txt $(STAMPS)/venv
	$(call heading,Set-up: packages of the study)
	$(PIP) install --require-hashes -r $<
	@touch $@

$(STAMPS)/test: requirements/test.txt $(STAMPS)/study
	$(call heading,Set-up: packages of the tests)
	$(PIP) install --require-hashes -r $<
	@touch $@

$(STAMPS)/bench: requirements/bench.txt $(STAMPS)/test
	$(call heading,Set-up: the peers)
	$(PIP) install --require-hashes -r $<
	@touch $@

# Hashes cannot cover a folder, so the project itself goes in last, alone, built by what is pinned.
# With `stubs` the same build also serves the stub: `maturin generate-stubs --profile release -F stubs`.
$(STAMPS)/project: pyproject.toml $(CORE) $(STAMPS)/study
	$(call heading,Set-up: the extension and the command)
	$(PIP) install --no-deps --no-build-isolation \
		--config-settings=build-args='--features stubs' --editable .
	@touch $@

# The compiled file lies in the tree, the stamp in the venv: if the file is gone, the stamp lies.
ifeq ($(COMPILED),)
.PHONY: $(STAMPS)/project
endif
