"""The far side of the sandbox: what runs in the process of a student's code, and what prepares it."""
