#!/bin/sh
# Makes the environment beside the checkout on first use, then hands over to the boso command line.
set -eu

self=$0
while [ -h "$self" ]; do
  link=$(readlink "$self")
  case $link in /*) self=$link ;; *) self=$(dirname -- "$self")/$link ;; esac
done
here=$(CDPATH='' cd -- "$(dirname -- "$self")" && pwd -P)

# What the command needs: packages always, test tools for testing, the design system's files for pages.
want=packages
case ${1-} in
  demo | serve) want='packages assets' ;;
  test) want='packages tests assets' ;;
esac

missing=
installed() { cmp -s "$here/$1" "$2"; }
installed requirements.txt "$here/.venv/requirements.txt" && [ -x "$here/.venv/bin/python" ] || missing=1
case $want in *tests*) installed requirements-dev.txt "$here/.venv/requirements-dev.txt" || missing=1 ;; esac
case $want in *assets*) installed package-lock.json "$here/node_modules/.installed-lock.json" || missing=1 ;; esac

if [ "$missing" ]; then
  python=
  for name in ${BOSO_PYTHON:+"$BOSO_PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      python=$name
      break
    fi
  done
  if [ -z "$python" ]; then
    echo "boso: Python 3.11 or newer is needed and was not found; install it, or set BOSO_PYTHON to it." >&2
    exit 2
  fi
  # shellcheck disable=SC2086 -- the words are separate arguments
  "$python" -P "$here/boso/config/installing.py" $want || exit $?
fi

PYTHONPATH="$here/src:$here${PYTHONPATH:+:$PYTHONPATH}" exec "$here/.venv/bin/python" -P -m boso "$@"
