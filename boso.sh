#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
PYTHONPATH="$here/src:$here" exec "$here/.venv/bin/python" -P -m boso "$@"
