"""What several laws lean on; it travels to the student together with them."""

from collections.abc import Callable
from typing import Any

import numpy as np


def central_difference(function: Callable[[Any], Any], at: Any, step: float = 1e-5) -> Any:
    """Estimate the derivative of a number-valued function with respect to every entry of `at`, by f(+) - f(-)."""
    at = np.array(at, dtype=float)
    slope = np.empty_like(at)
    for where in np.ndindex(at.shape):
        above, below = at.copy(), at.copy()
        above[where] += step
        below[where] -= step
        slope[where] = (float(function(above)) - float(function(below))) / (2 * step)
    return slope
