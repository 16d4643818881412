"""``python -m cchc``: the command line, also where its script is not on the path."""

from cchc.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    main()
