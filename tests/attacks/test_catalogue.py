"""No kind of attack that is known is left out."""

import runpy
from pathlib import Path

SIZES = {"A": 12, "B": 16, "C": 10, "D": 8, "E": 9, "F": 6, "G": 5, "H": 11, "I": 6, "J": 7, "Z": 8}
KNOWN = {f"{group}{number}" for group, size in SIZES.items() for number in range(1, size + 1)}
NOT_TRIED: dict[str, str] = {}  # the number, and why it cannot be tried


def test_every_known_attack_is_tried():
    """Each number of each group has a submission in the module of its group, or a reason why it has none."""
    tried = {}
    for path in Path(__file__).parent.glob("test_*.py"):
        if path.name != Path(__file__).name:
            tried[path.name] = {row for row, *_ in runpy.run_path(str(path))["ROWS"]}
    assert set().union(*tried.values()) | NOT_TRIED.keys() == KNOWN
    assert not set().union(*tried.values()) & NOT_TRIED.keys()
    assert all(len({row[0] for row in rows}) == 1 for rows in tried.values())
    assert len(tried) == len(SIZES)
