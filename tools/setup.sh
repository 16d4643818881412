#!/usr/bin/env bash
# Prepares what the Makefile's targets need, inside .venv and nowhere else, except that GoogleTest
# and missing system tools are installed with apt-get when this runs as root.
#
#   tools/setup.sh venv | system | package | group NAME
set -euo pipefail
cd "$(dirname "$0")/.."

venv=.venv
python=${PYTHON:-python3}

# stop ENGLISH VIETNAMESE: says in both languages what is missing and how to get it, and ends.
stop() {
  printf 'cchc: %s\ncchc: %s\n' "$1" "$2" >&2
  exit 1
}

done_with() {
  mkdir -p "$venv/stamps"
  touch "$venv/stamps/$1"
}

# apt_get WHAT_FOR PACKAGE...: installs as root, otherwise says what to run.
apt_get() {
  local what=$1
  shift
  if [[ $(id -u) != 0 ]]; then
    stop "$what is missing. Run: sudo apt-get install $*" \
      "Thiếu $what. Hãy chạy: sudo apt-get install $*"
  fi
  if ! command -v apt-get >/dev/null; then
    stop "$what is missing and apt-get is not here. Install by your system's own means: $*" \
      "Thiếu $what và máy không có apt-get. Hãy cài theo cách của hệ thống: $*"
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq update </dev/null
  apt-get -qq install -y --no-install-recommends "$@" </dev/null
}

choose_python() {
  local candidate
  for candidate in "$python" python3.11 python3.12 python3.13 python3.14; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      python=$candidate
      return
    fi
  done
  stop "Python 3.11 or newer is needed. Install it, or name it: make PYTHON=/path/to/python3" \
    "Cần Python 3.11 trở lên. Hãy cài đặt, hoặc chỉ rõ: make PYTHON=/đường/dẫn/python3"
}

pip() {
  "$venv/bin/python" -m pip --disable-pip-version-check "$@" </dev/null
}

make_venv() {
  choose_python
  # Debian ships Python without the parts that make virtual environments.
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    apt_get "Python's venv module" python3-venv
  fi
  if ! "$venv/bin/python" -c '' 2>/dev/null; then
    "$python" -m venv --clear "$venv"
  fi
  # Dependency groups need pip 25.1.
  pip install --quiet --upgrade 'pip>=25.1'
  done_with venv
}

make_system() {
  local header=
  for prefix in /usr /usr/local "${GTest_ROOT:-/usr}"; do
    [[ -f $prefix/include/gtest/gtest.h ]] && header=$prefix
  done
  if [[ -z $header ]]; then
    apt_get "GoogleTest" libgtest-dev
  fi
  need_compiler
  done_with system
}

need_compiler() {
  command -v "${CXX:-g++}" >/dev/null || apt_get "g++" g++
}

make_package() {
  need_compiler
  if ! "$venv/bin/python" - <<'PYTHON'
import sys, sysconfig
from pathlib import Path
sys.exit(not (Path(sysconfig.get_path("include")) / "Python.h").is_file())
PYTHON
  then
    apt_get "Python.h" python3-dev
  fi
  printf 'cchc: building and installing the package, some minutes the first time ...\n'
  printf 'cchc: đang biên dịch và cài đặt gói, lần đầu mất vài phút ...\n'
  # What an isolated build would take, but at a place that stays: the next build compiles only what
  # changed. Nothing of the system is used, and `pip install .` does the same in isolation.
  mapfile -t requirements < <("$venv/bin/python" - <<'PYTHON'
import tomllib
from pathlib import Path
print(*tomllib.loads(Path("pyproject.toml").read_text())["build-system"]["requires"], sep="\n")
PYTHON
  )
  pip install --quiet "${requirements[@]}" 'cmake>=3.24' 'ninja>=1.11'
  CXX=${CXX:-g++} PATH=$PWD/$venv/bin:$PATH pip install --quiet --no-build-isolation .
  done_with package
}

case ${1:-} in
  venv) make_venv ;;
  system) make_system ;;
  package) make_package ;;
  group)
    pip install --quiet --group "$2"
    done_with "$2"
    ;;
  *) stop "unknown step '${1:-}': venv, system, package or group NAME" \
    "không có bước '${1:-}': venv, system, package hoặc group TÊN" ;;
esac
