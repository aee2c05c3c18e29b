"""Runs a student's code in another process, which holds no secret, and brings plain values back."""
