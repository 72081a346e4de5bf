"""`python -m congtin` is `congtin`."""

from congtin.cli import main

if __name__ == "__main__":
    main()
