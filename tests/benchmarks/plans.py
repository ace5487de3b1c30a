"""How fast plans are made: the processor time of a line of ``posguard batch``, from its bytes to
those of the plan, on interviews by chance.

    python tests/benchmarks/plans.py [INTERVIEWS]

Interviews by chance are long, and their plans too. At least 1,000 plans a second of processor time
are asked for; the fastest of several rounds counts, for a busy machine makes any of them slower.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from support.walks import chance_walks

from posguard import api
from posguard.pack.model import LANGS

ROUNDS = 5
WANTED = 1000


def main(count: int) -> int:
    """Measure, print each round, and say whether it is fast enough."""
    lines = [
        json.dumps({"id": n, "lang": LANGS[n % 2], "answers": walked.progress.answers})
        for n, walked in enumerate(chance_walks(count, 5))
    ]
    size = sum(map(len, api.plan_lines(lines)))  # opens the pack, and reads what is needed of it
    gc.collect()
    gc.freeze()
    speeds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        api.plan_lines(lines)
        speeds.append(count / (time.process_time() - start))
        print(f"{speeds[-1]:.0f} plans a second")
    print(f"{count} interviews, {size / count / 1024:.0f} KiB a plan: {max(speeds):.0f} at best")
    return 0 if max(speeds) >= WANTED else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("interviews", metavar="INTERVIEWS", type=int, nargs="?", default=2000)
    sys.exit(main(parser.parse_args().interviews))
