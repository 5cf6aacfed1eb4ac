"""`python -m boso` is the `boso` command line."""

from boso.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
