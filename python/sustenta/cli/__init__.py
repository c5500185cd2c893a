"""The command line: `sustenta study`, `read`, `assess`, `audit`, `outlook`, `report`.

Each command has its file, imported only when it is called.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from sustenta import __version__
from sustenta.errors import SustentaError

#: The commands, and the module of each.
COMMANDS = {
    "study": "sustenta.cli.study",
    "read": "sustenta.cli.read",
    "assess": "sustenta.cli.assess",
    "audit": "sustenta.cli.audit",
    "outlook": "sustenta.cli.outlook",
    "report": "sustenta.cli.report",
}


class Commands(click.Group):
    """The commands, loaded when called; what the package refuses is said in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """List the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Import the module of a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error of the package ends it with its message and status 2."""
        try:
            return super().invoke(ctx)
        except (SustentaError, FileNotFoundError) as refusal:
            click.echo(f"sustenta: {refusal}", err=True)
            sys.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sustenta")
def main() -> None:
    """Finanças da saúde municipal: o estudo de 2006, e o seu painel."""
