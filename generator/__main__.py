"""The program's entry: `broadsheet`, and `python -m generator`."""

from generator.interrupt import STOPPED, exit_interrupted, install_interrupt_handler


def main() -> None:
    """Run the command that the arguments name. Ctrl-C counts while the commands are still being imported, too."""
    install_interrupt_handler()
    try:
        from generator.cli import main as run  # noqa: PLC0415 (importing it takes a while)

        run(prog_name="broadsheet")
    except KeyboardInterrupt:
        exit_interrupted()
    except SystemExit as end:
        if end.code == STOPPED:
            exit_interrupted()
        raise


if __name__ == "__main__":
    main()
