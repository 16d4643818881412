#!/usr/bin/env bash
# Formatting, lint and types. `tools/lint.sh --fix` puts right what the tools can put right.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PWD/.venv/bin:$PATH

mapfile -t cpp_files < <(find cpp tests/cpp -name '*.hpp' -o -name '*.cpp' | sort)

if [[ ${1:-} == --fix ]]; then
  clang-format -i "${cpp_files[@]}"
  ruff format .
  ruff check --fix .
  exit
fi

clang-format --dry-run --Werror "${cpp_files[@]}"
ruff format --check .
ruff check .
mypy
