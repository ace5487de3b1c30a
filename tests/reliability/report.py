"""The figures of ``docs/reliability.md``: run every campaign, keep what was counted, and write the
table.

python tests/reliability/report.py                # the table, from what was counted
python tests/reliability/report.py --run after    # every campaign anew, then the table
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from campaign import HERE, MISSING

CAMPAIGNS = ("kills", "faults", "sectors", "tampering", "names", "roads", "fuzz", "limits")
RUNS = ("before", "after")
KEPT = ("campaign", "failure", "tried", "failed")
PAGE, RESULTS = HERE.parents[1] / "docs" / "reliability.md", HERE / "results.json"
BEGIN, END = "<!-- figures: made by tests/reliability/report.py -->\n", "<!-- end of figures -->\n"
Results = Mapping[str, Mapping[str, Any]]


def figures(results: Results) -> str:
    """What was counted, run beside run, as Markdown."""
    runs = [name for name in RUNS if name in results]
    lines = [f"- **{name}**: {results[name]['where']}" for name in runs]
    lines += [
        "",
        f"| what was tried | what counts as failure | {' | '.join(runs)} |",
        "|---|---|" + "--:|" * len(runs),
    ]
    counted = {
        run: {(r["campaign"], r["failure"]): r for r in results[run]["rows"]} for run in runs
    }
    for campaign, failure in dict.fromkeys(key for rows in counted.values() for key in rows):
        cells = [_cell(counted[run].get((campaign, failure))) for run in runs]
        lines.append(f"| {campaign} | {failure} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(row: Mapping[str, Any] | None) -> str:
    return f"{row['failed']:,} of {row['tried']:,}" if row else "not tried"


def page(words: str, results: Results) -> str:
    """The page with its figures between their marks."""
    before, _, rest = words.partition(BEGIN)
    _, found, after = rest.partition(END)
    assert found, f"{PAGE.name} has no place for its figures"
    return f"{before}{BEGIN}\n{figures(results)}\n{END}{after}"


def run(name: str, *, small: bool) -> list[dict[str, Any]] | None:
    """What one campaign counted; what it says goes to standard error. None if it did not come to
    its end.
    """
    print(f"-- {name}", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "rows.json"
        command = [
            sys.executable,
            str(HERE / f"{name}.py"),
            "--json",
            str(kept),
            *(["--small"] if small else []),
        ]
        code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
        if code not in (0, 1, MISSING):
            print(f"{name} did not come to its end: exit {code}", file=sys.stderr)
            return None
        return json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else []


def renewed(
    old: Mapping[str, Any], name: str, found: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """A run with the figures of one campaign replaced."""
    rows = [row for row in old.get("rows", ()) if row["script"] != name]
    rows += [{"script": name, **{key: row[key] for key in KEPT}} for row in found]
    return {
        "where": _where(),
        "rows": sorted(rows, key=lambda row: CAMPAIGNS.index(row["script"])),
    }


def _where() -> str:
    """The last change of what is tested, the day, and the machine."""
    command = ("git", "log", "-1", "--format=%h", "--", "posguard", "playbooks", "pyproject.toml")
    commit = subprocess.run(
        command, cwd=HERE.parents[1], capture_output=True, text=True, check=True
    )
    day = datetime.now(tz=UTC).date().isoformat()
    return (
        f"commit {commit.stdout.strip()}, {day}, Python {platform.python_version()}, "
        f"{platform.system()}"
    )


def main() -> None:
    """Run what is asked for, and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--run", choices=RUNS, help="run every campaign and keep its figures under this name"
    )
    parser.add_argument("--small", action="store_true", help="a few seconds' worth of each")
    parser.add_argument(
        "--only",
        choices=CAMPAIGNS,
        nargs="+",
        help="run these alone, and keep the others' figures",
    )
    given = parser.parse_args()
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    start = time.monotonic()
    for name in (given.only or CAMPAIGNS) if given.run else ():
        found = run(name, small=given.small)
        if found is not None:
            results[given.run] = renewed(results.get(given.run, {}), name, found)
            RESULTS.write_text(
                json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )
    print(f"{time.monotonic() - start:.0f} s", file=sys.stderr)
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), results), encoding="utf-8")
    print(figures(results), end="")


if __name__ == "__main__":
    main()
