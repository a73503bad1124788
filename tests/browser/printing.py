"""Do a product's waiting jobs. Run with its environment: `python -m tests.browser.printing`."""

from vocational.app import create_app
from vocational.jobs import worker

if __name__ == "__main__":
    worker.run_all(create_app())
