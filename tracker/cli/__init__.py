"""THE COMMAND LINE: one file a command, imported when it is called, so that `tracker compare` starts at once.

A fault in what the person gave (an unreadable file, a wrong address) is one sentence on standard error and exit code 2.
Front door: `main`. A new command is a file here whose click command is called `command`, and a line in `COMMANDS`.
"""

from importlib import import_module
from typing import Any

import click

from tracker.errors import TrackerError

# In the order a newcomer meets them. A command's module is imported only when it is named, or for `--help` on it.
COMMANDS = {
    "compare": "two files in, what changed between them out",
    "amend": "a law and a decision amending it in, the consolidated text out",
    "read": "one file in, its provisions and problems out",
    "evaluate": "our comparisons against pairs that people annotated",
    "rules": "the rules of direction as pages a lawyer can read",
    "examples": "what counsel put right, as annotated pairs for evaluate",
    "up": "everything in one process: scheduler and web",
    "pull": "visit the sources now, with progress",
    "import": "files or folders in by hand",
    "user": "accounts of the people who sign in",
    "client": "client organisations and what they follow",
    "doctor": "what is wrong with this installation",
    "backup": "everything into a folder, while people work",
    "restore": "a backup back where there is no library",
    "retention": "what outlived its time, and its going",
    "rebuild": "everything derived from captures, made anew",
    "jobs": "heavy work that several workers share",
    "audit": "who did what, and whether the log holds",
    "web": "the screens alone",
    "worker": "the scheduler alone",
    "demo": "the main job on this machine: the sample library, or files of your own",
}
# A command whose name Python keeps for itself.
MODULES = {"import": "importing"}


class Rooms(click.Group):
    """The commands by name, each imported when somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"tracker.cli.{MODULES.get(cmd_name, cmd_name)}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`, written without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what went wrong on purpose is a sentence, not a traceback."""
        try:
            return super().invoke(ctx)
        except TrackerError as fault:
            raise Fault(str(fault)) from fault
        except OSError as fault:
            raise Fault(f"{fault.filename}: {fault.strerror}" if fault.filename else str(fault)) from fault


class Fault(click.ClickException):
    """A sentence on standard error and exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """The sentence alone."""
        click.echo(f"tracker: {self.format_message()}", err=True)


@click.command(cls=Rooms, name="tracker", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tracker")
def main() -> None:
    """Regulatory texts, version by version: pulled, compared clause by clause, judged, annotated, told."""
