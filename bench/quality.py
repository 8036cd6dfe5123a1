"""Quality, as figures: `python -m bench.quality entities|policy|stories [options]`."""

import importlib
import sys

PARTS = ("entities", "policy", "stories")


def main(arguments: list[str]) -> int:
    """Run the named part with the rest of the arguments."""
    if not arguments or arguments[0] not in PARTS:
        print(f"usage: python -m bench.quality {'|'.join(PARTS)} [options]", file=sys.stderr)
        return 2
    part = importlib.import_module(f"bench.quality_{arguments[0]}")
    return int(part.main(arguments[1:]) or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
