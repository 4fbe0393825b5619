"""`rehearse serve`: Rehearse in a browser, for learners without a terminal."""

import argparse
import asyncio
import logging
import sys
from importlib.util import find_spec

from rehearse.errors import InputError
from rehearse.serving.register import Register, add_learner
from rehearse.serving.terms import Terms, check_open, check_public_url, data_folder, llm_settings
from rehearse.settings import load_config
from rehearse.text import one_line

PACKAGES = ("aiohttp", "textual_serve")
EVERYWHERE = ("0.0.0.0", "::")


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted; or write a line for a new learner and print their link."""
    public_url = check_public_url(args.public_url) if args.public_url else None
    if args.new_token:
        return _invite(args, public_url)
    _require_packages()
    from rehearse.serving.doors import is_here
    from rehearse.serving.server import Server, serve

    register = Register(args.token_file) if args.token_file else None
    check_open(only_here=is_here(args.host), public_url=public_url, behind_proxy=args.behind_proxy, register=register)
    terms = Terms(
        host=args.host,
        port=args.port,
        register=register,
        data=data_folder(args.data, register),
        most=args.max_sessions,
        idle=args.idle * 60,
        public_url=public_url,
        behind_proxy=args.behind_proxy,
        llm=llm_settings(load_config()) if args.llm else {},
    )
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s  %(message)s", datefmt="%H:%M:%S")
    logging.getLogger("rehearse.serving").setLevel(logging.INFO)
    if not (is_here(args.host) or args.behind_proxy):
        print("This is not encrypted: let a proxy with https stand before it (docs/serving.md).", file=sys.stderr)
    asyncio.run(serve(Server(terms), _say_ready))
    print("Stopped; every turn that was shown is kept.", file=sys.stderr)
    return 0


def _invite(args: argparse.Namespace, public_url: str | None) -> int:
    if args.token_file is None:
        raise InputError("it needs the file to write to", where="--new-token", cure="Name it with --token-file FILE.")
    token = add_learner(args.token_file, args.new_token)
    print(f"{public_url or one_line(_address(args.host, args.port))}/sign-in#{token}")
    print(f"This is the link of {args.new_token}. It is shown this once; whoever has it can come in.", file=sys.stderr)
    return 0


def _address(host: str, port: int) -> str:
    """Return what a learner would open; where the server is to listen everywhere, by this machine's name."""
    if host in EVERYWHERE:
        from socket import gethostname

        host = gethostname()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _require_packages() -> None:
    if not all(map(find_spec, PACKAGES)):
        raise InputError(
            "it needs two packages more",
            where="rehearse serve",
            cure="Run: pip install 'rehearse[serve]'",
        )


def _say_ready(address: str) -> None:
    print(f"Rehearse is served at {one_line(address)}/", flush=True)
    print("Ctrl+C stops it.", file=sys.stderr)
