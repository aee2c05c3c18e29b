"""An engine that grades any assignment written in its words: see `autograder.model`."""
