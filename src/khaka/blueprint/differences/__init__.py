"""Versions and differences: what changed between two blueprints, read from their JSON documents."""

from khaka.blueprint.differences.compare import comparable, difference
from khaka.blueprint.differences.nouns import Difference
from khaka.blueprint.differences.snapshot import Snapshot, house_of, snapshot

__all__ = ["Difference", "Snapshot", "comparable", "difference", "house_of", "snapshot"]
