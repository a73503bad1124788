#!/usr/bin/env bash
# Make the virtual environment with a Python that is 3.11 or later.
set -euo pipefail
folder=$1

for python in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        [ -x "$folder/bin/python" ] || "$python" -m venv "$folder"
        exit 0
    fi
done
echo "Python 3.11 or later is needed; found: $(python3 --version 2>&1)" >&2
exit 1
