# The doors of the project. Each one works on a fresh Debian machine with Swift 6.3, installs what it needs, and can be
# run again at any time.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
PYTHON ?= python3
HOOKTEST := .build/release/hooktest
# Spreadsheets are off unless asked for: the doors ask.
TRAITS := --traits default,Spreadsheet
BENCH_MILLIONS ?= 1 5 20
BENCH_FOLDER ?= .build/bench
BENCH_LIMIT ?= 60
BENCH_LEADS ?= 10000000
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: help dependencies build demo test lint reports bench bench-scan bench-assign bench-statistics bench-decide proof
.PHONY: pages docs screenshots install clean

help: ## list the doors
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F '\t' '{printf "make %-16s %s\n", $$1, $$2}'

dependencies:
	@command -v swift >/dev/null || { echo "Swift 6.3 is needed: https://www.swift.org/install"; exit 69; }
	@[ -e /usr/include/zlib.h ] && [ -e /usr/include/xlsxwriter.h ] || { echo "Installing zlib1g-dev and libxlsxwriter-dev"; \
	  $(AS_ROOT) apt-get update -qq; $(AS_ROOT) apt-get install -y -qq --no-install-recommends zlib1g-dev libxlsxwriter-dev; }

build: dependencies
	@echo "Building hooktest (release)"
	@swift build -c release $(TRAITS) --product hooktest 2>&1 | { grep -vE '^\[[0-9]+/[0-9]+\]' || true; }

demo: build ## a two-week hook test from design to decision, on the calls of experiments/spring-hook
	@echo; echo "1. Design: can two weeks answer?"
	@$(HOOKTEST) design experiments/spring-hook/plan.yaml | head -15
	@echo; echo "2. Assign: every lead gets its script"
	@$(HOOKTEST) assign experiments/spring-hook/plan.yaml experiments/spring-hook/leads.csv --output .build/demo/assignments.csv --no-record
	@echo; echo "3. Check: Thursday of week two, is it significant yet?"
	@$(HOOKTEST) check experiments/spring-hook/plan.yaml --as-of 2026-03-12 --no-record | head -16
	@echo; echo "4. Decide: which script to roll out?"
	@$(HOOKTEST) decide experiments/spring-hook/plan.yaml --as-of 2026-03-22 --no-record | head -30
	@$(HOOKTEST) decide experiments/spring-hook/plan.yaml --as-of 2026-03-22 --no-record --format html --output .build/demo/decision.html --quiet
	@echo; echo "Report: .build/demo/decision.html"

test: dependencies lint ## every test, of an optimised build: simulations take a sixth of the time
	@echo "Building and testing"
	@swift test -c release -Xswiftc -enable-testing $(TRAITS) --scratch-path .build-tests

lint: ## the format of the code
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks

reports: build ## reports/ rebuilt from experiments/, the same to the byte
	@HOOKTEST=$(HOOKTEST) bash reports/rebuild.sh

bench: bench-scan bench-assign bench-statistics bench-decide ## speed beside other software, on the same inputs

bench-scan: dependencies ## the scan of call logs beside DuckDB and Polars
	@$(PYTHON) -m venv .build/bench-venv
	@.build/bench-venv/bin/pip install -q duckdb polars
	@swift build -c release --product scan-benchmark 2>&1 | tail -1
	@mkdir -p $(BENCH_FOLDER)
	@.build/bench-venv/bin/python Benchmarks/Scan/compare.py .build/release/scan-benchmark $(BENCH_FOLDER) $(BENCH_MILLIONS)

bench-assign: dependencies ## assignment of ten million leads beside a copy of their file
	@swift build -c release --product assign-benchmark 2>&1 | tail -1
	@Benchmarks/Assign/compare.sh .build/release/assign-benchmark $(BENCH_FOLDER) $(BENCH_LEADS)

bench-statistics: dependencies ## intervals and tests beside scipy, statsmodels and R
	@$(PYTHON) -m venv .build/bench-venv
	@.build/bench-venv/bin/pip install -q scipy statsmodels
	@swift build -c release --product statistics-benchmark 2>&1 | tail -1
	@.build/bench-venv/bin/python Benchmarks/Statistics/compare.py .build/release/statistics-benchmark $(BENCH_FOLDER) $(BENCH_LIMIT)

bench-decide: dependencies ## a decision on a tally of 1,000 cells, and a million posterior draws
	@swift build -c release --product decide-benchmark 2>&1 | tail -1
	@.build/release/decide-benchmark

proof: dependencies ## error rates, enumerated and simulated, and real tests read look by look, into docs/proof
	@swift build -c release --product two-proportions-proof 2>&1 | tail -1
	@swift build -c release --product real-tests-proof 2>&1 | tail -1
	@.build/release/real-tests-proof Benchmarks/RealTests/Data/checkpoints.csv.gz docs/proof/real-tests.md
	@.build/release/two-proportions-proof docs/proof/two-proportions.md
	@swift build -c release --product looking-early-proof 2>&1 | tail -1
	@.build/release/looking-early-proof docs/proof/looking-early.md
	@swift build -c release --product designs-proof 2>&1 | tail -1
	@.build/release/designs-proof docs/proof/designs.md
	@swift build -c release --product delays-proof 2>&1 | tail -1
	@.build/release/delays-proof docs/proof/delays.md
	@swift build -c release --product decisions-proof 2>&1 | tail -1
	@.build/release/decisions-proof docs/proof/decisions.md

pages: build ## every kind of page in Chromium, as a phone, a laptop and A4 show it, judged by axe-core
	@command -v chromium >/dev/null || { $(AS_ROOT) apt-get update -qq; $(AS_ROOT) apt-get install -y -qq --no-install-recommends chromium; }
	@$(PYTHON) -m venv .build/pages-venv
	@.build/pages-venv/bin/pip install -q playwright axe-playwright-python
	@.build/pages-venv/bin/python Benchmarks/Pages/check.py $(HOOKTEST) .build/pages
	@swift build -c release $(TRAITS) --product page-benchmark 2>&1 | tail -1
	@.build/release/page-benchmark

docs: dependencies ## the documentation, warnings as errors, under .build/docs
	@HOOKTEST_DOCS=1 bash docs/build.sh

screenshots: ## the pictures of the README, from reports/
	@bash docs/screenshots.sh

install: build ## hooktest into PREFIX/bin (default /usr/local), with completions for bash, zsh and fish
	@install -d $(DESTDIR)$(PREFIX)/bin
	@install -m 755 $(HOOKTEST) $(DESTDIR)$(PREFIX)/bin/hooktest
	@echo "Installed $(DESTDIR)$(PREFIX)/bin/hooktest"
	@complete() { install -d "$$(dirname "$$2")"; $(HOOKTEST) --generate-completion-script "$$1" > "$$2"; echo "Installed $$2"; }; \
	  share=$(DESTDIR)$(PREFIX)/share; complete bash $$share/bash-completion/completions/hooktest; \
	  complete zsh $$share/zsh/site-functions/_hooktest; complete fish $$share/fish/vendor_completions.d/hooktest.fish

clean:
	@rm -rf .build .build-tests .build-docs
