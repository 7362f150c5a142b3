"""Versions and differences: what changed between two blueprints, read from their JSON documents."""

from khaka.blueprint.differences.compare import difference
from khaka.blueprint.differences.nouns import Difference
from khaka.blueprint.differences.snapshot import Snapshot, snapshot

__all__ = ["Difference", "Snapshot", "difference", "snapshot"]
