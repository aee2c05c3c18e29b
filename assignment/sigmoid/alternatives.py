"""Right ways to write the sigmoid and its derivative, beside the reference."""

from typing import Any

import numpy as np

from autograder.bank import Alternative
from solutions.sigmoid import sigmoid, sigmoid_grad


def textbook(z: Any) -> Any:
    """Far to the left exp overflows with a warning, and the value is right all the same."""
    return 1 / (1 + np.exp(-z))


def shifted_tangent(z: Any) -> Any:
    """By the hyperbolic tangent."""
    return (1 + np.tanh(np.asarray(z) / 2)) / 2


def two_branches(z: Any) -> Any:
    """A formula for each side of zero."""
    z = np.asarray(z, dtype=float)
    result = np.empty_like(z)
    result[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    result[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return result


def by_logarithms(z: Any) -> Any:
    """The exponential of the log-sigmoid."""
    return np.exp(-np.logaddexp(0, -np.asarray(z, dtype=float)))


def entry_by_entry(z: Any) -> Any:
    """A loop over the entries, with the exponential of the standard library."""
    import math

    flat = [1 / (1 + math.exp(-v)) if v >= 0 else math.exp(v) / (1 + math.exp(v)) for v in np.ravel(z).tolist()]
    return np.reshape(flat, np.shape(z))


def as_a_scalar(z: Any) -> Any:
    """A numpy scalar where a number goes in."""
    return sigmoid(z)[()]


def in_single_precision(z: Any) -> Any:
    """float32 inside."""
    small = np.exp(-np.abs(np.asarray(z, dtype=np.float32)))
    return np.where(np.asarray(z) >= 0, 1 / (1 + small), small / (1 + small))


def product_of_both(z: Any) -> Any:
    """The value times what it lacks to one."""
    s = sigmoid(z)
    return s * (1 - s)


def difference_of_both(z: Any) -> Any:
    """The value minus its square, by the textbook's sigmoid."""
    s = 1 / (1 + np.exp(-np.asarray(z, dtype=float)))
    return s - s**2


def by_the_quotient_rule(z: Any) -> Any:
    """The quotient as it is differentiated."""
    decay = np.exp(-np.asarray(z, dtype=float))
    return decay / (1 + decay) ** 2


def by_the_hyperbolic_cosine(z: Any) -> Any:
    """1 / (4 cosh^2(z/2))."""
    return 0.25 / np.cosh(np.asarray(z) / 2) ** 2


def slope_as_a_list(z: Any) -> Any:
    """Nested lists, or a Python float."""
    return sigmoid_grad(z).tolist()


def slope_in_single_precision(z: Any) -> Any:
    """float32 inside, in a form that loses nothing where the curve is flat."""
    small = np.exp(-np.abs(np.asarray(z, dtype=np.float32)))
    return small / (1 + small) ** 2


ALTERNATIVES = (
    Alternative("sigmoid", "textbook formula", textbook),
    Alternative("sigmoid", "tangent form", shifted_tangent),
    Alternative("sigmoid", "two branches", two_branches),
    Alternative("sigmoid", "by logarithms", by_logarithms),
    Alternative("sigmoid", "entry by entry", entry_by_entry),
    Alternative("sigmoid", "as a numpy scalar", as_a_scalar),
    Alternative("sigmoid", "single precision inside", in_single_precision),
    Alternative("sigmoid_grad", "s (1 - s)", product_of_both),
    Alternative("sigmoid_grad", "s - s squared", difference_of_both),
    Alternative("sigmoid_grad", "quotient rule", by_the_quotient_rule),
    Alternative("sigmoid_grad", "by the hyperbolic cosine", by_the_hyperbolic_cosine),
    Alternative("sigmoid_grad", "as a list", slope_as_a_list),
    Alternative("sigmoid_grad", "single precision inside", slope_in_single_precision),
)
