"""``python -m wasit`` and the ``wasit`` command."""

from wasit.cli.main import run

__all__ = ["run"]

if __name__ == "__main__":
    run()
