#!/usr/bin/env bash
# Installs what the grader needs, pinned, into ROOT/venv. ROOT is /autograder, or the first argument.
# The system's own python3 stays as it is: the vendor's harness runs on it.
set -euo pipefail
root=${1:-/autograder}
cd "$root/source"

find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  return 1
}

if ! python=$(find_python); then
  for package in python3-venv python3.11-venv; do # the second for Ubuntu 22.04, whose python3 is 3.10
    apt-get install --yes --quiet "$package" || { apt-get update && apt-get install --yes --quiet "$package"; } || true
    if python=$(find_python); then break; fi
  done
fi
if [ -z "$python" ]; then
  echo "setup.sh: Python 3.11 or newer with its venv module is needed, and could not be installed." >&2
  exit 1
fi

"$python" -m venv --clear "$root/venv"
install=("$root/venv/bin/python" -m pip --disable-pip-version-check install --quiet)
install+=(--require-hashes --only-binary :all: --requirement requirements.txt)
if [ -d wheels ] && "${install[@]}" --no-index --find-links wheels; then
  echo "Installed from the wheels in the zip."
else
  "${install[@]}"
fi
chmod go= "$root/source"
chmod -R go=rX "$root/venv" # student code reads numpy there
