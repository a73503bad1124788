#!/usr/bin/env bash
# Install what the product needs from the system: `run`, or `test` for what only tests need.
# Installs with apt when it may; elsewhere it names what is missing and stops.
set -euo pipefail

# Name of the package on Debian and Ubuntu, then a command that succeeds when it is there.
run_needs() {
    need python3-venv "python3 -c 'import ensurepip, venv'"
    need libpango-1.0-0 "loads libpango-1.0.so.0"
    need libpangoft2-1.0-0 "loads libpangoft2-1.0.so.0"
    need libharfbuzz-subset0 "loads libharfbuzz-subset.so.0"
}

test_needs() {
    need "$HEADLESS" "command -v $HEADLESS || { ! can_install && other_chromium; }"
    # The node that drives Chromium in tests is linked against it.
    need libatomic1 "loads libatomic.so.1"
    need poppler-utils "command -v pdftotext && command -v pdftoppm"
}

loads() {
    python3 -c "import ctypes, sys; ctypes.CDLL(sys.argv[1])" "$1"
}

# Without windows it takes a third less time; where it is not packaged any other will do.
HEADLESS=chromium-headless-shell
other_chromium() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

missing=()
need() {
    eval "$2" >/dev/null 2>&1 || missing+=("$1")
}

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
can_install() {
    command -v apt-get && { [ "$(id -u)" -eq 0 ] || command -v sudo; }
}

install() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

case "${1:-run}" in
    run) run_needs ;;
    test) test_needs ;;
    *) echo "usage: install_system.sh run|test" >&2; exit 2 ;;
esac
[ ${#missing[@]} -eq 0 ] && exit 0

if ! can_install >/dev/null; then
    echo "These are missing, and only apt as root or with sudo is known here:" >&2
    printf '  %s\n' "${missing[@]}" >&2
    echo "The names are Debian's. Install them, then run the same command again." >&2
    exit 1
fi
echo "Installing from the system's packages: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
for package in "${missing[@]}"; do
    if [ "$package" = "$HEADLESS" ]; then
        install "$package" 2>/dev/null || other_chromium >/dev/null || install chromium
    else
        install "$package"
    fi
done
