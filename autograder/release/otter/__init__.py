"""The homework for Otter: a master notebook, what `otter assign` makes of it, and the judge that travels with it."""
