"""Lets `python -m interviewer` do what the command does."""

from interviewer.cli.main import main

if __name__ == "__main__":
    main()
