# The two commands: `make demo` works a case in the browser, `make test` sees every test pass.
PYTHON ?= python3
PORT ?= 8000
WITH = $(PYTHON) bin/environment.py

.PHONY: help demo test isolation faults lint environment lock stop clean messages

help:
	@echo "make demo         start the product with made-up data on http://127.0.0.1:$(PORT)/"
	@echo "make test         linters, types, contracts and every test"
	@echo "make isolation    the proof of the walls at full length: every page, role and relation; some minutes"
	@echo "make faults       ten thousand reminders and two hundred faults; a quarter of an hour"
	@echo "make lint         the static part of make test"
	@echo "make environment  .venv with what development needs"
	@echo "make lock         remake requirements*.lock from pyproject.toml"
	@echo "make messages     collect what reports say into their catalogues of languages, and compile these"
	@echo "make stop         stop the embedded servers"
	@echo "make clean        remove the demo's database, the environment and what tools left"

demo:
	@PORT="$(PORT)" $(WITH) --port "$(PORT)" -- -m renate.embedded.demo

test:
	@$(WITH) --dev -- -m bin.checks $(ARGS)

isolation:
	@RENATE_ISOLATION=all $(WITH) --dev -- -m bin.checks tests/isolation $(ARGS)

faults:
	@$(WITH) --dev -- -m tests.faults --long

lint:
	@$(WITH) --dev -- -m bin.checks --static

environment:
	@$(WITH) --dev

lock:
	@$(WITH) --dev -- -m bin.lock $(ARGS)

messages:
	@$(WITH) --dev -- -m bin.messages $(ARGS)

stop:
	@$(WITH) --bare -- -m renate.embedded stop
	@RENATE_HOME=.renate-test $(WITH) --bare -- -m renate.embedded stop

clean:
	@$(WITH) --bare -- -m renate.embedded remove
	@RENATE_HOME=.renate-test $(WITH) --bare -- -m renate.embedded remove
	@rm -rf .venv staticfiles .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
