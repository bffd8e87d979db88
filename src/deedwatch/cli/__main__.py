"""``python -m deedwatch.cli`` is the command ``deedwatch``."""

from deedwatch.cli import main

if __name__ == "__main__":
    main()
