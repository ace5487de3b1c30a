"""How often search finds the playbook that a person needs: ``python tests/benchmarks/search.py``.

The phrases stand in ``tests/phrases.yaml``. Search is tuned by every other one of them; what the
rest find tells how it does with words that nobody has thought of.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.phrases import found, halves, phrases, share


def main() -> None:
    """Print the figures of all phrases, of both halves and of each kind; then what is missed."""
    tuned, held_out = halves()
    groups = {"all": phrases(), "tuned": tuned, "held out": held_out}
    for kind in dict.fromkeys(phrase.kind for phrase in phrases()):
        groups[kind] = [phrase for phrase in phrases() if phrase.kind == kind]
    for name, listed in groups.items():
        part = share(listed)
        print(f"{name:9} {part.count:4}  first {part.first:6.1%}  first three {part.three:6.1%}")
    for phrase in tuned:
        if found(phrase.words)[:1] != [phrase.finds]:
            print(f"{phrase.words}: {phrase.finds}, but finds {found(phrase.words)[:3]}")


if __name__ == "__main__":
    main()
