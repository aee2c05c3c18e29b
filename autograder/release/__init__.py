"""What students receive, made from an assignment and its solutions."""
