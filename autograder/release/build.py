"""Write what students receive: the folder student_template/ and the same as a zip."""

from __future__ import annotations

from pathlib import Path

from autograder.model import Assignment
from autograder.release.checks import checks_file, test_file
from autograder.release.document import Fill, document, to_notebook, to_script
from autograder.zips import write_zip

README = """\
# {title}

1. Work in **one** of the two: the notebook `{stem}.ipynb` or the Python file `{stem}.py`. They ask the same.
2. You need Python 3.11 or newer with numpy; for the notebook also Jupyter, VS Code or Colab (upload `public_checks.py`
   beside it).
3. Replace every `raise NotImplementedError(...)` by your code, every `None` by your answer and every
   *Write your answer here.* by your text. In `{stem}.py` a written answer is the lines of comment below its mark.
4. Check as often as you like: run the `check(...)` cells of the notebook, or `python -m pytest` for `{stem}.py`
   (`pip install numpy pytest`). The checks see what every right answer has; the grade comes from more cases.
5. Hand in the one file that you worked in, under its name.

{conventions}
Use numpy and the standard library; plots and displays are ignored in grading, and so are lines that begin with `%` or
`!`. A function that fails costs its own points only.
"""


def student_files(assignment: Assignment) -> dict[str, str]:
    """The files for students, by name."""
    blocks = document(assignment, Fill())
    return {
        "README.md": README.format(
            title=assignment.title, conventions=assignment.conventions, stem=assignment.file_stem
        ),
        f"{assignment.file_stem}.ipynb": to_notebook(blocks),
        f"{assignment.file_stem}.py": to_script(blocks),
        "public_checks.py": checks_file(assignment),
        "test_public.py": test_file(assignment),
    }


def write_student_files(assignment: Assignment, template: Path, dist: Path) -> list[Path]:
    """Write the folder `template`, and the student zip into `dist`; what else is in them stays. Raises OSError."""
    files = student_files(assignment)
    written = []
    template.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = template / name
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    archive = dist / f"{assignment.name}-student.zip"
    write_zip(archive, ((f"{assignment.name}/{name}", text.encode()) for name, text in files.items()))
    return [*written, archive]
