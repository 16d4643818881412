#!/usr/bin/env bash
# Configures, builds and runs the C++ tests of one preset: tools/ctest.sh dev|test|sanitize|tsan|…
# Further arguments go to CMake's configure step.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift

# CMake and Ninja come as wheels; an activated environment would do the same.
PATH=$PWD/.venv/bin:$PATH
# The name that the package is built with too: a compiler cache tells objects apart by it.
export CXX=${CXX:-g++}

cmake --preset "$preset" "$@"
cmake --build --preset "$preset" --parallel 2
ctest --preset "$preset"

if [[ $preset == coverage ]]; then
  gcovr --root . --filter 'cpp/(include|src)/' --exclude-throw-branches \
    --exclude-unreachable-branches --sort uncovered-percent --txt-metric branch \
    --html-details build/coverage/report.html --txt - build/coverage
fi
