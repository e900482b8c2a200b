"""The program's entry: `broadsheet`, and `python -m generator`."""

from generator.interrupt import STOPPED, heed_interrupts, leave


def main() -> None:
    """Run the command that the arguments name. Ctrl-C counts while the commands are still being imported, too."""
    heed_interrupts()
    try:
        from generator.cli import main as run  # noqa: PLC0415 (importing it takes a while)

        run(prog_name="broadsheet")
    except KeyboardInterrupt:
        leave()
    except SystemExit as end:
        if end.code == STOPPED:
            leave()
        raise


if __name__ == "__main__":
    main()
