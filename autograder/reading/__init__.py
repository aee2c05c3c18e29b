"""From a file as it was handed in to code cells and written answers, or one sentence that says why not.

Nothing of the student's is compiled, imported or executed here.
"""
