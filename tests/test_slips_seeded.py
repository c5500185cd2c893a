"""Slips seeded in consistent tables by an oracle, named from what the rules leave to the cell."""

from __future__ import annotations

import random

import pytest

from oracle import slip_generator, slip_rules
from sustenta.auditing import name_slips

#: What is as good a name for the same change of digits.
ALSO = {"mark_shifted": {"inserted", "doubled", "dropped", "single"}}


@pytest.mark.parametrize("family", slip_generator.FAMILIES)
def test_clean_tables_satisfy_their_rules(family: str) -> None:
    draw = random.Random(family)
    for _ in range(20):
        made = slip_generator.FAMILIES[family](draw)
        assert not slip_rules.violated(made)
        assert slip_rules.repairs(made) == []


@pytest.mark.parametrize("slip", slip_generator.SLIPS)
def test_an_identifiable_slip_is_named_and_leads_to_what_was_meant(slip: str) -> None:
    draw = random.Random(slip)
    named = 0
    for make in slip_generator.FAMILIES.values():
        for _ in range(3):
            seeded = slip_generator.seed(make(draw), slip, draw)
            if seeded is None or not slip_rules.violated(seeded[0]):
                continue
            made, truth = seeded
            if slip_rules.repairs(made) != [(truth.address, truth.meant)]:
                continue
            touched = [rule for rule in made.rules if truth.address in slip_rules.addresses(rule)]
            spans = [slip_rules.left_to(rule, truth.address, made.cells) for rule in touched]
            found = name_slips(
                truth.printed.text,
                max(low for low, _ in spans),
                min(high for _, high in spans),
                kind=truth.printed.kind,
                decimals=truth.meant.decimals,
            )
            assert found.unique is not None, (truth, found)
            assert found.unique.suggestion == truth.meant.text
            assert {one.slip for one in found.slips} & ({slip} | ALSO.get(slip, set())), found
            named += 1
    assert named or slip == "sign_lost"
