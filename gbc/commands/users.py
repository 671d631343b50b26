"""``gbc users``: the accounts of a server, in its data folder; also while the server runs."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gbc.exits import ExitCode
from server.bots.project import UsageError

if TYPE_CHECKING:
    from server.people import People
    from server.store.accounts import Accounts


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("action", choices=("add", "change", "list"), help="what to do")
    parser.add_argument("name", metavar="NAME", nargs="?", default="", help="the account")
    parser.add_argument("--data", metavar="FOLDER", default=".gbc", help="the server's data folder, .gbc")
    parser.add_argument("--role", metavar="ROLE", action="append", help="a role; may be repeated")
    parser.add_argument("--password", action="store_true", help="with change: ask for a new password")
    parser.add_argument("--disable", action="store_true", help="with change: the account cannot log in any more")
    parser.add_argument("--enable", action="store_true", help="with change: it can again")


def run(arguments: argparse.Namespace) -> int:
    """Do it; the password is asked for, or is the first line of stdin."""
    if arguments.action != "list" and not arguments.name:
        raise UsageError(f"{arguments.action} needs the NAME of an account")
    try:
        return asyncio.run(_run(arguments))
    except ImportError as error:
        raise UsageError(f"this needs the server's libraries: pip install 'gbc[server]' ({error.name})") from error


async def _run(arguments: argparse.Namespace) -> int:
    from server.people import People, WrongAccount
    from server.store.accounts import Taken
    from server.store.accounts_sqlite import EmbeddedAccounts
    from server.store.sqlite import DATABASE, EmbeddedStore
    from server.tokens import Tokens

    folder = Path(arguments.data)
    folder.mkdir(parents=True, exist_ok=True)
    store = EmbeddedStore(folder / DATABASE)
    accounts = EmbeddedAccounts(store)
    people = People(accounts, Tokens(""), store.clock)
    try:
        if arguments.action == "list":
            return await _list(accounts)
        if arguments.action == "add":
            await people.add(arguments.name, _password(), frozenset(arguments.role or ()), "gbc users")
            return ExitCode.OK
        return await _change(arguments, people, accounts)
    except WrongAccount as wrong:
        raise UsageError(str(wrong)) from wrong
    except Taken:
        raise UsageError(f"there is an account {arguments.name} already; gbc users change alters it") from None
    finally:
        await store.close()


async def _list(accounts: Accounts) -> int:
    found, _ = await accounts.accounts(100_000)
    for account in found:
        print(account.name, *sorted(account.roles), *(["(disabled)"] if account.disabled else []))
    return ExitCode.OK


async def _change(arguments: argparse.Namespace, people: People, accounts: Accounts) -> int:
    account = accounts.named(arguments.name)
    if account is None:
        raise UsageError(f"there is no account {arguments.name}")
    await people.change(
        account.id,
        "gbc users",
        roles=None if arguments.role is None else frozenset(arguments.role),
        password=_password() if arguments.password else None,
        disabled=True if arguments.disable else False if arguments.enable else None,
    )
    return ExitCode.OK


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")
