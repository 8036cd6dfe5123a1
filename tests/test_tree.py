"""The tree stays readable: no file that was written by hand grows past what one reads in a sitting."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST = 300


def test_no_python_file_is_longer_than_it_may_be() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    named = [ROOT / name for name in listed.stdout.split()]
    files = named or [
        path
        for folder in ("streams", "schemas", "tests", "bench", "training", "docs")
        for path in (ROOT / folder).rglob("*.py")
    ]
    assert len(files) > 100
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files if path.exists()
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
