"""The feedback page in a real browser."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium")
RAN = "<script>document.documentElement.dataset.ran = 1</script>"
IMAGE = "<img src=x onerror='document.documentElement.dataset.ran = 1'>"
OPTIONS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on the PATH")


def load(page: str, folder: Path) -> str:
    """What a browser makes of a page, after its scripts ran."""
    (folder / "page.html").write_text(page, encoding="utf-8")
    command = [str(CHROMIUM), *OPTIONS, f"--user-data-dir={folder / 'profile'}", "--dump-dom"]
    done = subprocess.run(
        [*command, (folder / "page.html").as_uri()], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


def test_a_script_would_show(tmp_path: Path) -> None:
    """Without our page's care the same script does run, so that the next test can fail."""
    assert 'data-ran="1"' in load(f"<!doctype html><html><body>{RAN}</body></html>", tmp_path)


def test_no_script_of_a_student_runs(tmp_path: Path, page: Callable[..., str]) -> None:
    """Scripts in a name, a file's name and an answer do not run, also without the policy, and are there to be read."""
    made = page(answer=f"{RAN}\n</pre>{RAN}{IMAGE}", name=f"Bo {RAN}", file=f"{IMAGE}.py")
    for text in (made, re.sub(r"<meta http-equiv[^>]*>", "", made)):
        dom = load(text, tmp_path)
        assert "data-ran" not in dom.partition("<body")[0]
        assert "<script" not in dom
        assert "<img" not in dom
        assert dom.count(RAN.replace("<", "&lt;").replace(">", "&gt;")) >= 4
