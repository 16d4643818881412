#!/usr/bin/env bash
# Builds the core with clang-tidy beside the compiler; any finding fails.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PWD/.venv/bin:$PATH
if ! command -v clang-tidy >/dev/null; then
  printf 'cchc: clang-tidy is missing. Run: sudo apt-get install clang-tidy\n' >&2
  printf 'cchc: Thiếu clang-tidy. Hãy chạy: sudo apt-get install clang-tidy\n' >&2
  exit 1
fi
cmake --preset tidy
cmake --build --preset tidy --parallel 2
