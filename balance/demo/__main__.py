"""`python -m balance.demo [--port N]`"""

import argparse
import sys

from balance.demo.supervisor import Supervisor


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m balance.demo", description="Balance with invented districts.")
    parser.add_argument("--port", type=_port, default=8000, help="where the web answers on this machine (8000)")
    return Supervisor(parser.parse_args().port).run()


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number from 1 to 65535")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
