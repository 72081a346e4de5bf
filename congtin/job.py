"""`python -m congtin.job` is `congtin` as a worker runs it: its exit code tells more."""

from congtin.cli import main
from congtin.cli.errors import job_exit_code

if __name__ == "__main__":
    main(job_exit_code)
