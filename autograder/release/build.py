"""Write what students and graders receive: the folder student_template/, the same as a zip, and the zip for Otter."""

from __future__ import annotations

from pathlib import Path

from autograder.model import Assignment
from autograder.release.checks import checks_file, test_file
from autograder.release.document import Fill, document, to_script
from autograder.release.otter.assign import Assigned, assign
from autograder.zips import write_zip

README = """\
# {title}

1. Work in **one** of the two: the notebook `{stem}.ipynb` or the Python file `{stem}.py`. They ask the same.
2. You need Python 3.11 or newer. The notebook runs in Jupyter, VS Code and Colab; leave `public_checks.py` and the
   folder `tests` beside it. Its first cell installs what the checks need. In Colab, open the notebook and upload
   beside it the zip that all this came in (`{name}-student.zip`).
3. Replace every `raise NotImplementedError(...)` by your code, every `None` by your answer and every
   *Write your answer here.* by your text. In `{stem}.py` a written answer is the lines of comment below its mark.
4. Check as often as you like: run the `grader.check(...)` cells of the notebook, or `python -m pytest` for
   `{stem}.py` (`pip install numpy pytest`). The checks see what every right answer has; the grade comes from more
   cases.
5. Save, and hand in the one file that you worked in, under its name, or the zip that the notebook's last cell makes.

{conventions}
Use numpy and the standard library; plots and displays are ignored in grading, and so are lines that begin with `%` or
`!`. A function that fails costs its own points only.
"""


def student_files(assignment: Assignment, assigned: Assigned) -> dict[str, str]:
    """The files for students, by name."""
    stem = assignment.file_stem
    return {
        "README.md": README.format(
            title=assignment.title, name=assignment.name, conventions=assignment.conventions, stem=stem
        ),
        f"{stem}.ipynb": assigned.notebook,
        f"{stem}.py": to_script(document(assignment, Fill())),
        "public_checks.py": checks_file(assignment),
        "test_public.py": test_file(assignment),
        **{f"tests/{name}": text for name, text in assigned.tests.items()},
    }


def write_release(assignment: Assignment, template: Path, dist: Path) -> list[Path]:
    """Write the folder `template`, and the zips into `dist`; what else is there stays. Raises AssignError, OSError."""
    template.mkdir(parents=True, exist_ok=True)  # where this cannot be, nothing is written
    assigned = assign(assignment, dist / "otter-master")
    files = student_files(assignment, assigned)
    written = []
    for name, text in files.items():
        path = template / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    for_students, for_otter = dist / f"{assignment.name}-student.zip", dist / f"{assignment.name}-otter.zip"
    write_zip(for_students, ((f"{assignment.name}/{name}", text.encode()) for name, text in files.items()))
    write_zip(for_otter, assigned.grader.items())
    return [*written, for_students, for_otter]
