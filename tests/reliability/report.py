"""The figures of ``docs/reliability.md``: run every campaign, keep what was counted, and write the table.

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
    lines += ["", f"| what was tried | what counts as failure | {' | '.join(runs)} |", "|---|---|" + "--:|" * len(runs)]
    counted = {run: {(r["campaign"], r["failure"]): r for r in results[run]["rows"]} for run in runs}
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


def run_all(campaigns: Sequence[str], *, small: bool) -> dict[str, Any]:
    """The campaigns, one after the other; what each says goes to standard error."""
    rows: list[dict[str, Any]] = []
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for name in campaigns:
            print(f"-- {name}", file=sys.stderr, flush=True)
            kept = Path(folder) / f"{name}.json"
            command = [sys.executable, str(HERE / f"{name}.py"), "--json", str(kept), *(["--small"] if small else [])]
            code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
            if code not in (0, 1, MISSING):
                raise SystemExit(f"{name} did not come to its end: exit {code}")
            found = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else []
            rows += [{"script": name, **{key: row[key] for key in KEPT}} for row in found]
    print(f"{time.monotonic() - start:.0f} s in all", file=sys.stderr)
    return {"where": _where(), "rows": rows}


def renewed(old: Mapping[str, Any], new: Mapping[str, Any], campaigns: Sequence[str]) -> dict[str, Any]:
    """A run of which some campaigns were run anew."""
    rows = [row for row in old.get("rows", ()) if row["script"] not in campaigns] + new["rows"]
    return {**new, "rows": sorted(rows, key=lambda row: CAMPAIGNS.index(row["script"]))}


def _where() -> str:
    """The last change of what is tested, the day, and the machine."""
    command = ("git", "log", "-1", "--format=%h", "--", "posguard", "playbooks", "pyproject.toml")
    commit = subprocess.run(command, cwd=HERE.parents[1], capture_output=True, text=True, check=True)
    day = datetime.now(tz=UTC).date().isoformat()
    return f"commit {commit.stdout.strip()}, {day}, Python {platform.python_version()}, {platform.system()}"


def main() -> None:
    """Run what is asked for, and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--run", choices=RUNS, help="run every campaign and keep its figures under this name")
    parser.add_argument("--small", action="store_true", help="a few seconds' worth of each")
    parser.add_argument("--only", choices=CAMPAIGNS, nargs="+", help="run these alone, and keep the others' figures")
    given = parser.parse_args()
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    if given.run:
        campaigns = given.only or CAMPAIGNS
        found = run_all(campaigns, small=given.small)
        results[given.run] = renewed(results.get(given.run, {}), found, campaigns) if given.only else found
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), results), encoding="utf-8")
    print(figures(results), end="")


if __name__ == "__main__":
    main()
