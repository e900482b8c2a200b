# Every target sets up what it needs in .venv, once; nothing outside this folder is touched.
.PHONY: site serve test check long bench clean

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

site: $(READY)
	@$(BIN)/broadsheet build; code=$$?; test $$code -le 1

serve: $(READY)
	@$(BIN)/broadsheet serve

test: check
	@$(BIN)/python -m pytest -n auto

check: $(READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_layers.py tests/test_docs.py

# Hours: thousands of histories, hundreds of kills. The latest figures stand in docs/performance.md.
long: $(READY)
	@HISTORIES=$${HISTORIES:-10000} FIRST_SEED=$${FIRST_SEED:-1000} KILLS=$${KILLS:-400} $(BIN)/python -m pytest -q -n auto tests/test_incremental.py tests/test_kills.py
	@EDITING_S=$${EDITING_S:-600} BURST=$${BURST:-10000} $(BIN)/python -m pytest -q tests/preview/test_rounds.py
	@FORGED_HITS=$${FORGED_HITS:-1000000} $(BIN)/python -m pytest -q tests/audience/test_counting.py

bench: $(READY)
	@$(BIN)/python bench/intake.py

$(READY): pyproject.toml tools/make-venv
	@tools/make-venv $(VENV)
	@touch $@

clean:
	rm -rf $(VENV) public .broadsheet
