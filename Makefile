# Thin: each target names what it needs, the scripts under tools/ say how.
# `make demo` and `make test` each do all their own set-up; nothing else has to be run before.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
PACKAGE_FILES := pyproject.toml CMakeLists.txt README.md LICENSE \
	$(shell find cpp python LICENSES -type f -not -name '*.pyc')

.PHONY: demo test test-cpp test-python sanitize tsan tidy coverage lint format bench docs clean help
.DEFAULT_GOAL := help

help:
	@echo "make demo      read the sample report, consolidate, compare | đọc báo cáo mẫu, tổng hợp, so sánh"
	@echo "make test      all tests, C++ and Python                    | chạy toàn bộ kiểm thử C++ và Python"
	@echo "make lint      formatting, lint, types                      | định dạng, kiểm tra mã nguồn, kiểu"
	@echo "also: test-cpp test-python sanitize tsan tidy coverage format bench docs clean"

demo: $(STAMPS)/package
	$(BIN)/cchc demo

# In this order, so that the structure tests find the library that the C++ tests built.
test: test-cpp test-python

.NOTPARALLEL:

test-cpp: $(STAMPS)/test $(STAMPS)/system
	tools/ctest.sh test

# The package is tested as installed, never from the source tree: .venv holds an ordinary wheel.
test-python: $(STAMPS)/package $(STAMPS)/test
	$(BIN)/python -m pytest --numprocesses 2

sanitize tsan coverage: $(STAMPS)/test $(STAMPS)/system
	tools/ctest.sh $@

coverage: $(STAMPS)/coverage

tidy: $(STAMPS)/test $(STAMPS)/tidy
	tools/tidy.sh

lint: $(STAMPS)/package $(STAMPS)/lint
	tools/lint.sh

format: $(STAMPS)/lint
	tools/lint.sh --fix

bench: $(STAMPS)/package
	set -e; for script in benchmarks/bench_*.py; do $(BIN)/python "$$script"; done

docs: $(STAMPS)/package $(STAMPS)/docs
	$(BIN)/sphinx-build -W -b html docs build/docs

clean:
	rm -rf build dist $(VENV)

# Stamps: a step is done again when what it depends on has changed.
$(STAMPS)/venv: tools/setup.sh
	tools/setup.sh venv

$(STAMPS)/system: | $(STAMPS)/venv
	tools/setup.sh system

$(STAMPS)/package: $(PACKAGE_FILES) | $(STAMPS)/venv
	tools/setup.sh package

$(STAMPS)/test $(STAMPS)/lint $(STAMPS)/tidy $(STAMPS)/docs $(STAMPS)/coverage: pyproject.toml | $(STAMPS)/venv
	tools/setup.sh group $(@F)
