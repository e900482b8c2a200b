"""The program's entry: `broadsheet`, and `python -m generator`."""

from generator.interrupt import STOPPED, exit_interrupted, interruptible


def main() -> None:
    """Run the command that the arguments name. Ctrl-C counts while the commands are still being imported, too."""
    with interruptible():
        from generator.cli import main as run  # noqa: PLC0415 (importing it takes a while)

        try:
            run(prog_name="broadsheet")
        except SystemExit as end:
            if end.code == STOPPED:
                exit_interrupted()
            raise


if __name__ == "__main__":
    main()
