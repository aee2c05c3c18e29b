"""A student's value against a reference value: a verdict and one sentence."""
