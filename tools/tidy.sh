#!/usr/bin/env bash
# Builds the core with clang-tidy beside the compiler; any finding fails.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PWD/.venv/bin:$PATH
cmake --preset tidy
cmake --build --preset tidy --parallel 2
