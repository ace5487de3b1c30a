"""Proposals for an interview: the answers that lead to a playbook."""

from __future__ import annotations

import pytest

from posguard.api.packs import open_pack
from posguard.interview.proposals import proposals
from posguard.pack.model import START

PACK = open_pack()


def test_the_answer_that_leads_to_a_playbook_is_proposed() -> None:
    """Directly, and by a question in between; what everybody is asked proposes nothing."""
    proposed = proposals(PACK, "never-came")
    assert proposed["what-merchant"] == ("more",)
    assert proposed["what-shop-more"] == ("never-came",)
    assert "who" not in proposed
    assert proposals(PACK, "paid-fraudster")["happening-now"] == ("paid-today",)


def test_where_several_answers_lead_there_none_is_proposed() -> None:
    """Nobody is to confirm one of them without having read the others."""
    assert "happening-now" not in proposals(PACK, "card-fraud")


@pytest.mark.parametrize("name", [name for name in PACK.playbooks if name != START])
def test_what_is_proposed_can_be_answered(name: str) -> None:
    """Every question proposed is one of the pack, and every answer one of its options."""
    start = PACK.playbooks[START].value
    for question, options in proposals(PACK, name).items():
        asked = start.questions.get(question) or PACK.questions[question].value
        assert set(options) <= set(asked.options)
