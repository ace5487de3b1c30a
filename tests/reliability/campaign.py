"""What all campaigns share: their options, the rows they print as Markdown, and the tools they
need.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
sys.path[1:1] = [str(HERE.parent), str(HERE.parents[1])]

HEADING = "| campaign | tried | failed | what counts as failure |\n|---|--:|--:|---|"
MOST_EXAMPLES = 4
MISSING = 3
"""The exit code where a tool is missing and nothing was tried."""


@dataclass
class Row:
    """One kind of failure: how often it could have happened, how often it did, and the first
    examples of it.
    """

    campaign: str
    failure: str
    tried: int = 0
    failed: int = 0
    examples: list[str] = field(default_factory=list)

    def count(self, wrong: object, example: str = "") -> None:
        """One more try, and whether it failed."""
        self.tried += 1
        if wrong:
            self.failed += 1
            if len(self.examples) < MOST_EXAMPLES:
                self.examples.append(example)

    def __str__(self) -> str:
        return f"| {self.campaign} | {self.tried:,} | {self.failed:,} | {self.failure} |"


@dataclass(frozen=True)
class Run:
    """One run of a campaign: its sizes, its dice, and a folder of its own."""

    sizes: Mapping[str, int]
    dice: Random
    top: Path

    def __getitem__(self, size: str) -> int:
        return self.sizes[size]


Sizes = Mapping[str, tuple[int, int, str]]
"""Each size: as it is by default, as it is with ``--small``, and what it counts."""


def need(*tools: str) -> None:
    """Leave with a word on each tool that is not there."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        print(f"nothing was tried: {', '.join(missing)} is not installed", file=sys.stderr)
        sys.exit(MISSING)


def main(words: str | None, campaign: Callable[[Run], Iterable[Row]], sizes: Sizes) -> None:
    """Read the options, run the campaign, print its rows; leave with 1 if anything failed."""
    parser = argparse.ArgumentParser(description=(words or "").partition("\n")[0])
    parser.add_argument(
        "--seed",
        type=int,
        default=20261122,
        help="what the dice start from (default: %(default)s)",
    )
    parser.add_argument(
        "--small", action="store_true", help="a few seconds' worth, as in the test suite"
    )
    parser.add_argument("--json", metavar="FILE", help="write the rows there as JSON, too")
    parser.add_argument(
        "--dir", metavar="FOLDER", help="where to work (default: the system's temporary folder)"
    )
    for name, (default, _, meaning) in sizes.items():
        parser.add_argument(
            f"--{name}", type=int, metavar="N", help=f"{meaning} (default: {default:,})"
        )
    given = parser.parse_args()
    chosen = {name: getattr(given, name) for name in sizes}
    usual = {name: small if given.small else large for name, (large, small, _) in sizes.items()}
    whole = {name: usual[name] if value is None else value for name, value in chosen.items()}
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="posguard-campaign-", dir=given.dir) as top:
        rows = list(campaign(Run(whole, Random(given.seed), Path(top).resolve())))
    print(table(rows))
    for row in rows:
        for example in row.examples:
            print(f"{row.campaign}: {row.failure}: {example}", file=sys.stderr)
    print(f"{time.monotonic() - start:.0f} s", file=sys.stderr)
    if given.json:
        Path(given.json).write_text(
            json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n"
        )
    sys.exit(1 if any(row.failed for row in rows) else 0)


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown."""
    return "\n".join([HEADING, *map(str, rows)])
