"""The whole blueprint, both languages, every format, from a cold start: seconds and peak memory of the process.

`python benchmarks/whole_blueprint.py [RUNS]` prints each run and the median. Read ratios: machines differ.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time


def once() -> tuple[float, float]:
    """Seconds and megabytes of one run in its own process."""
    with tempfile.TemporaryDirectory() as out:
        code = (
            "import resource, sys; from khaka.cli.main import run; "
            f"sys.argv = ['khaka', 'blueprint', 'mission-2024', '--out', {out!r}]\n"
            "try:\n run()\nexcept SystemExit:\n pass\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
        )
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        return time.perf_counter() - start, float(done.stdout.strip().splitlines()[-1])


if __name__ == "__main__":
    runs = [once() for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 5)]
    for seconds, megabytes in runs:
        print(f"{seconds:6.2f} s  {megabytes:6.0f} MB")
    print(f"median {statistics.median(s for s, _ in runs):.2f} s, {statistics.median(m for _, m in runs):.0f} MB")
