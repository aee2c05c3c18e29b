"""Grades on disk: one result a submission, one table a class, one zip to hand back."""
