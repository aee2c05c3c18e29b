"""From a submission to a grade: calls the cases in the sandbox, and has what comes back judged."""
