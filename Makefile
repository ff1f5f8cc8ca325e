# Every target works in .venv, which is built when first needed.
# PYTHON names the interpreter to build it with: make run PYTHON=/path/to/python3.12
# ARGS is handed on: make run ARGS="run --plain", make test ARGS="-k stamp"

export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK = 1

BIN = .venv/bin
STAMP = .venv/.stamp

.PHONY: help run venv test coverage check fuzz bench lock clean

help: ## print this list
	@sed -n 's/^\([a-z]*\):.*## /\1: /p' Makefile

run: $(STAMP) ## start the interviewer (sets up .venv the first time)
	@$(BIN)/interviewer $(ARGS)

venv: $(STAMP) ## set up .venv and stop there

test: $(STAMP) ## run the tests
	$(BIN)/python -m pytest $(ARGS)

# What decides on the next question is covered in full, or this fails.
DECIDES = interviewer/dialogue/policy.py,interviewer/dialogue/follow_ups.py
coverage: export COVERAGE_FILE = .pytest_cache/coverage
coverage: $(STAMP) ## run the tests of the dialogue and see that they reach every branch
	$(BIN)/coverage run --branch --include=$(DECIDES) -m pytest -q tests/unit/dialogue $(ARGS)
	$(BIN)/coverage report --show-missing --fail-under=100

# Many tests wait for a screen or a process: one more than there are cores keeps all of these busy.
WORKERS = $$($(BIN)/python -c 'import os; print(min(4, (os.cpu_count() or 1) + 1))')

# No cache for the contracts: it goes on reporting imports that have been taken back.
check: $(STAMP) ## lint, formatting, types, import contracts, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -W error -n $(WORKERS) --dist worksteal

# FUZZ=1 lengthens every test that generates what it tries; the last line prints what was counted.
FUZZED = tests/hostile tests/unit/dialogue/test_random_sessions.py \
	tests/unit/services/test_random_conversations.py tests/unit/services/test_supplied_words.py
fuzz: $(STAMP) ## try hostile input at length (about twenty minutes), and print counts
	FUZZ=1 $(BIN)/python -m pytest -q -n auto --maxprocesses 2 --dist worksteal $(FUZZED) $(ARGS)
	$(BIN)/python -m tests.hostile.fuzz

bench: $(STAMP) ## measure every bar and compare with the recorded run (ARGS=--record: keep this one)
	$(BIN)/python -m benchmarks $(ARGS)

lock: ## write requirements.lock anew, with the newest versions (needs the network)
	@sh scripts/setup_venv.sh lock

clean: ## remove .venv, caches and builds; transcripts stay
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -type d -name __pycache__ -prune -exec rm -rf {} +

# The script writes the stamp last: without one, .venv is half built.
$(STAMP): pyproject.toml requirements.lock
	@sh scripts/setup_venv.sh
