"""Ten thousand steps of twenty firms, done by Ordholden and by a second reading of the policy.

    python -m bench.model [--seeds 20] [--steps 10000]

Prints how many steps were compared and how many differed. The same walk, shorter, is a test.
"""

import argparse
import os
import subprocess
import sys
import time


def main() -> None:
    """Run the walks one seed after the other, in a process each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--steps", type=int, default=10_000)
    asked = parser.parse_args()
    differed, began = 0, time.monotonic()
    for seed in range(asked.seeds):
        longer = max(1, asked.steps // 120)  # a walk of the test is three times forty steps
        run = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-n0",
                f"--hypothesis-seed={seed}",
                "tests/model",
            ],
            env={**os.environ, "LONGER": str(longer)},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        differed += run.returncode != 0
        print(f"seed {seed:>2}: {'agrees' if run.returncode == 0 else run.stdout}", flush=True)
    print(
        f"{asked.seeds} seeds of {asked.steps} steps, {differed} that differ,"
        f" {time.monotonic() - began:.0f} s"
    )


if __name__ == "__main__":
    main()
