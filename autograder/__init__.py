"""An engine that grades any assignment written in its words: see `autograder.model`."""

import os

# Arrays are small here: threads of BLAS would cost more than they do, and the processes of a class are forks.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
