"""The grader against itself: what it takes for right must be right, and what is wrong it must catch and name."""
