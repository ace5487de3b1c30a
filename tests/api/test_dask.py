"""Plans on a cluster: the function of one line under Dask, in processes of their own."""

from __future__ import annotations

import json

import pytest
from support.walks import chance_walks

from posguard import api
from posguard.pack.model import LANGS


@pytest.mark.slow
def test_a_cluster_makes_the_same_bytes() -> None:
    """Two processes of a Dask cluster answer each line as this process does, in order; a bad line
    among them stops none.
    """
    from dask.bag import from_sequence
    from distributed import Client, LocalCluster

    walks = chance_walks(60, 3)
    lines = [
        json.dumps({"id": n, "lang": LANGS[n % 2], "answers": walked.progress.answers})
        for n, walked in enumerate(walks)
    ]
    lines[7] = "{"
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster),
    ):
        made = from_sequence(lines, npartitions=4).map_partitions(api.plan_lines).compute()
    assert made == api.plan_lines(lines)
    assert [n for n, line in enumerate(made) if "error" in json.loads(line)] == [7]
