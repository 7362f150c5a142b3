"""From nothing to the first page: `khaka serve` in an empty folder until it answers. Limit: 10 s.

.venv/bin/python benchmarks/first_page.py [--demo]
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request


def main() -> None:
    """Three times, in three empty folders."""
    for _ in range(3):
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            port = trial.getsockname()[1]
        with tempfile.TemporaryDirectory(prefix="khaka-first-") as folder:
            began = time.perf_counter()
            server = subprocess.Popen(
                [sys.executable, "-c", "from khaka.cli.main import run; run()", "serve", "--port", str(port), *sys.argv[1:]],
                env={**os.environ, "KHAKA_HOME": folder, "KHAKA_DATABASE": f"sqlite:///{folder}/w.sqlite3"},
                stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            while True:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=5).read()
                    break
                except OSError:
                    time.sleep(0.02)
            print(f"{time.perf_counter() - began:.1f} s, load {os.getloadavg()[0]:.1f}")
            server.send_signal(signal.SIGINT)
            server.wait(30)


if __name__ == "__main__":
    main()
