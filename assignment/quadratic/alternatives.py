"""Right ways to write the quadratic model's gradient and the update rule, beside the reference."""

from typing import Any

import numpy as np

from autograder.bank import Alternative


def entry_by_entry(x1: Any, x2: Any) -> Any:
    """Filled into zeros."""
    gradient = np.zeros(4)
    gradient[0] = 1
    gradient[1] = x1
    gradient[2] = x2
    gradient[3] = x1 * x1
    return gradient


def as_a_list(x1: Any, x2: Any) -> Any:
    """A list in place of an array."""
    return [1, x1, x2, x1**2]


def powers(x1: Any, x2: Any) -> Any:
    """The powers of x1, with x2 put between them."""
    return np.insert(np.power(float(x1), [0, 1, 2]), 2, x2)


def in_single_precision(x1: Any, x2: Any) -> Any:
    """float32 inside."""
    return np.array([1, x1, x2, np.float32(x1) ** 2], dtype=np.float32)


def on_a_copy(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """A copy is changed in place, and not w."""
    new = w.astype(float)
    new -= learning_rate * gradient
    return new


def minus_added(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """The step as a vector of its own, then added."""
    step = -learning_rate * gradient
    return np.add(w, step)


def in_a_loop(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """Entry by entry."""
    new = np.zeros(w.shape)
    for where in np.ndindex(w.shape):
        new[where] = w[where] - learning_rate * gradient[where]
    return new


def update_as_a_list(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """Nested lists in place of an array."""
    return (w - learning_rate * gradient).tolist()


ALTERNATIVES = (
    Alternative("quadratic_gradient", "entry by entry", entry_by_entry),
    Alternative("quadratic_gradient", "as a list", as_a_list),
    Alternative("quadratic_gradient", "powers", powers),
    Alternative("quadratic_gradient", "single precision inside", in_single_precision),
    Alternative("gradient_descent_update", "on a copy", on_a_copy),
    Alternative("gradient_descent_update", "minus added", minus_added),
    Alternative("gradient_descent_update", "in a loop", in_a_loop),
    Alternative("gradient_descent_update", "as a list", update_as_a_list),
)
