"""The grader as Gradescope runs it: one submission in a container, one results.json."""
