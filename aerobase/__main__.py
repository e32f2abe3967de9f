"""`python -m aerobase` is the command `aerobase`."""

from planner.cli import main

if __name__ == "__main__":
    main()
