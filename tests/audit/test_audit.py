"""The audit finds nothing in an assignment without faults, and finds every fault that is put into it."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from autograder.audit.auditing import Count, Row
from autograder.bank import Alternative, Derivative, Misconception, WrongAnswer
from autograder.model import Tolerance

HERE = Path(__file__).parent
Audited = Callable[..., dict[str, Row]]


def faults(rows: dict[str, Row]) -> str:
    """All sentences on what is not as it should be."""
    return "\n".join(fault for row in rows.values() for fault in row.faults)


def test_nothing_is_found_where_nothing_is_wrong(chain: Any, audited: Audited) -> None:
    """Every mistake is caught and named, every right way kept, and the references agree with the oracles."""
    rows = audited(chain.ASSIGNMENT)
    assert faults(rows) == ""
    assert (rows["area"].caught, rows["area"].named, rows["area"].kept) == (Count(3, 3), Count(3, 3), Count(8, 8))
    assert rows["area"].oracles == ("autograd", "complex step", "difference")
    assert rows["rows"].caught == Count(1, 1)
    assert rows["table"].kept == Count(8, 8)


def unnoticed(a: Any, b: Any) -> Any:
    """A mistake that no case catches: two by two is four either way."""
    return a + b if np.ndim(a) == 0 and a == b else a * b


def test_a_mistake_that_costs_nothing_is_found(chain: Any, audited: Audited) -> None:
    """A wrong variant that all cases let pass is reported, and so is that it has no name."""
    rows = audited(chain.ASSIGNMENT, misconceptions=(Misconception("area", "two by two", unnoticed, "Hm?"),))
    assert "area: the mistake 'two by two' costs nothing." in faults(rows)
    assert "area: the mistake 'two by two' is not named." in faults(rows)
    assert rows["area"].caught == Count(0, 1)


def also_triangles(a: Any, b: Any) -> Any:
    """The same as another mistake, written in another way."""
    return 0.5 * a * b


def test_two_mistakes_that_are_one_are_found(chain: Any, audited: Audited) -> None:
    """A mistake that goes by another one's name is reported."""
    twin = Misconception("area", "halved", also_triangles, "Why half?")
    rows = audited(chain.ASSIGNMENT, misconceptions=(*chain.BANK, twin))
    assert "area: the mistake 'halved' is called 'triangles'." in faults(rows)
    assert rows["area"].named == Count(3, 4)


def rough(a: Any, b: Any) -> Any:
    """Right to four digits."""
    return np.round(a * b, 3)


def test_a_right_way_that_is_not_taken_for_right_is_found(chain: Any, audited: Audited) -> None:
    """An alternative that loses points is reported with the case and its sentence."""
    rows = audited(chain.ASSIGNMENT, alternatives=(Alternative("area", "rounded", rough),))
    assert "area: the right way 'rounded' loses points in area, case 'rows': " in faults(rows)
    assert rows["area"].kept == Count(7, 8)


def test_a_dependence_that_was_not_declared_is_found(chain: Any, audited: Audited) -> None:
    """A mistake that costs points in another question, as that one's prerequisite was forgotten, is reported."""
    forgetful = tuple(replace(q, prerequisites=()) if q is chain.TOTALS else q for q in chain.QUESTIONS)
    rows = audited(chain.ASSIGNMENT, questions=forgetful)
    assert "area: the mistake 'triangles' costs points elsewhere: totals." in faults(rows)


def test_a_tolerance_too_wide_is_found(chain: Any, audited: Audited) -> None:
    """Where a value may be a hundredth off, one that is scaled by 1.001 is reported to cost nothing."""
    cases = tuple(replace(case, tolerance=Tolerance(rtol=0.01)) for case in chain.AREA.cases)
    wide = tuple(replace(q, cases=cases) if q is chain.AREA else q for q in chain.QUESTIONS)
    assert "area: scaled by 1.001 costs nothing." in faults(audited(chain.ASSIGNMENT, questions=wide))


def test_a_tolerance_too_narrow_is_found(chain: Any, audited: Audited) -> None:
    """Where a value may not be off at all, a right way to write it is reported to lose points."""
    cases = tuple(replace(case, tolerance=Tolerance(rtol=1e-8, atol=0)) for case in chain.AREA.cases)
    narrow = tuple(replace(q, cases=cases) if q is chain.AREA else q for q in chain.QUESTIONS)
    assert "the right way 'scaled by 1 + 1e-7' loses points in area" in faults(
        audited(chain.ASSIGNMENT, questions=narrow)
    )


def test_a_slightly_wrong_derivative_is_found_by_every_oracle(chain: Any, audited: Audited) -> None:
    """A rule that is off by one part in a thousand is reported by autograd, the complex step and the difference."""
    slight = Derivative("area", lambda xp, a, b: 1.001 * a * a * b / 2, (0,), elementwise=True)
    found = faults(audited(chain.ASSIGNMENT, derivatives=(slight,)))
    for oracle in ("autograd", "complex step", "difference"):
        assert f"area, case 'rows': {oracle} is off by" in found


def test_a_derivative_of_another_shape_is_found(chain: Any, audited: Audited) -> None:
    """A whole table of derivatives where one an entry is given, or too few of them, is reported."""
    whole = Derivative("area", lambda xp, a, b: a * a * b / 2, (0,))
    assert "autograd gives shape (3, 3), the reference (3,)" in faults(audited(chain.ASSIGNMENT, derivatives=(whole,)))
    short = Derivative("table", lambda xp, a, b: xp.sum(a), (0,))
    assert "1 parameters for 2 derivatives" in faults(audited(chain.ASSIGNMENT, derivatives=(short,)))


def moody(a: Any, b: Any) -> Any:
    """Wrong where the first number drawn is large."""
    return a * b if np.ravel(a)[0] < 2 else a + b


def test_a_verdict_that_hangs_on_the_seed_is_found(chain: Any, audited: Audited) -> None:
    """A mistake that the cases of one seed catch and those of another let pass is reported."""
    rows = audited(chain.ASSIGNMENT, misconceptions=(Misconception("area", "moody", moody, "Large?"),))
    assert "area: the verdict on 'moody' hangs on the seed" in faults(rows)


def test_a_wrong_answer_that_is_right_is_found(chain: Any, audited: Audited) -> None:
    """A known wrong value that the digits rule accepts, or at a place that is not asked for, is reported."""
    near = WrongAnswer("by_hand", "rounded", {"area": 6.03}, "Hm?")
    nowhere = WrongAnswer("by_hand", "elsewhere", {"height": 1.0}, "Hm?")
    found = faults(audited(chain.ASSIGNMENT, wrong_answers=(near, nowhere)))
    assert "by_hand: the mistake 'rounded' costs nothing." in found
    assert "by_hand: the mistake 'elsewhere' speaks of places that are not asked for." in found


def run_audit(folder: Path, module: str) -> subprocess.CompletedProcess[str]:
    """The command on an assignment in a folder."""
    command = [sys.executable, "-m", "autograder", "audit", "--seeds", "2", "--homework", module]
    environment = os.environ | {"PYTHONPATH": f"{folder}:{HERE.parent / 'grading'}", "COLUMNS": "150"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_command_ends_with_the_table(tmp_path: Path) -> None:
    """Without a fault the command prints a row a question and the sums, and its status is 0."""
    done = run_audit(tmp_path, "chain")
    assert (done.returncode, done.stderr) == (0, "")
    assert "7 of 7 mistakes caught, 7 of 7 named, 25 of 25 right ways kept; cases drawn from 2 seeds" in done.stdout
    assert [line.split()[1] for line in done.stdout.splitlines() if line.startswith("│")] == [
        *("area", "totals", "table", "by_hand", "rows")
    ]


def test_the_command_tells_every_fault(tmp_path: Path) -> None:
    """With a fault the command names it, and its status is 1."""
    faulty = "from dataclasses import replace\nimport chain\nfrom autograder.bank import Derivative\n"
    faulty += "WRONG = Derivative('area', lambda xp, a, b: a * b, (0,), elementwise=True)\n"
    faulty += "ASSIGNMENT = replace(chain.ASSIGNMENT, topics=(replace(chain.TOPIC, derivatives=(WRONG,)),))\n"
    (tmp_path / "faulty.py").write_text(faulty, encoding="utf-8")
    done = run_audit(tmp_path, "faulty")
    assert (done.returncode, done.stderr) == (1, "")
    assert "area, case 'two by three': autograd is off by 3, and may be by 6e-07" in done.stdout
