"""Public checks: what holds for every right network of two linear layers. They reach students as they are."""

from collections.abc import Callable
from typing import Any

import numpy as np

from assignment.numerics import central_difference

Function = Callable[..., Any]


def mlp_forward_has_a_column_for_every_sample(mlp_forward: Function) -> None:
    """The predictions have one row an output and one column a sample."""
    W1, b1, W2, b2 = np.ones((4, 3)), np.ones(4), np.ones((2, 4)), np.ones(2)
    for n in (1, 5):
        got = np.shape(mlp_forward(W1, b1, W2, b2, np.ones((3, n)), "relu", "identity"))
        assert got == (2, n), f"for 2 outputs and {n} samples the result has shape {got}"


def mlp_forward_treats_samples_alone(mlp_forward: Function) -> None:
    """A sample gets the same prediction alone as in a batch."""
    rng = np.random.default_rng(0)
    W1, b1, W2, b2, X = (rng.normal(size=s) for s in ((4, 3), (4,), (2, 4), (2,), (3, 5)))
    for f in ("relu", "sigmoid", "identity"):
        batch = np.asarray(mlp_forward(W1, b1, W2, b2, X, f, "sigmoid"))
        for i in range(5):
            alone = mlp_forward(W1, b1, W2, b2, X[:, i : i + 1], f, "sigmoid")
            assert np.allclose(batch[:, i : i + 1], alone), f"with f = {f}, sample {i} differs alone and in a batch"


def mlp_forward_ends_with_g(mlp_forward: Function) -> None:
    """The last word is g's: relu predicts nothing negative, sigmoid only 0 to 1, identity anything."""
    one, X = np.eye(1), np.array([[-3.0, 3.0]])
    for f in ("relu", "sigmoid", "identity"):
        got = {
            g: np.asarray(mlp_forward(one, np.array([0.0]), 8 * one, np.array([-3.0]), X, f, g))
            for g in ("relu", "sigmoid", "identity")
        }
        assert (got["relu"] >= 0).all(), f"with f = {f} and g = relu a prediction is negative"
        assert ((got["sigmoid"] > 0) & (got["sigmoid"] < 1)).all(), f"with f = {f}, g = sigmoid leaves 0 to 1"
        assert got["identity"].min() < 0, f"with f = {f} and g = identity no prediction is negative"
        assert got["identity"].max() > 1, f"with f = {f} and g = identity no prediction is above 1"


def mlp_forward_refuses_unknown_names(mlp_forward: Function) -> None:
    """An unknown activation raises ValueError."""
    one = np.eye(1)
    for f, g in (("softplus", "relu"), ("relu", "softplus")):
        try:
            mlp_forward(one, np.zeros(1), one, np.zeros(1), one, f, g)
        except ValueError:
            continue
        raise AssertionError(f"f = {f}, g = {g} raised no ValueError")


def activation_jacobian_is_square(activation_jacobian: Function) -> None:
    """The Jacobian has a row and a column for every entry of z."""
    for m in (1, 3):
        for name in ("relu", "sigmoid", "identity"):
            got = np.shape(activation_jacobian(np.linspace(0.5, 1.5, m), name))
            assert got == (m, m), f"for {m} entries and {name} the Jacobian has shape {got}"


def activation_jacobian_is_the_slope(activation_jacobian: Function, mlp_forward: Function) -> None:
    """The Jacobian agrees with slopes measured on the activation in your own mlp_forward."""
    z, one, zero = np.array([0.4, -1.0, 2.0]), np.eye(3), np.zeros(3)

    def slope(i: int, name: str) -> Any:
        return central_difference(lambda at: mlp_forward(one, zero, one, zero, at[:, None], name, "identity")[i, 0], z)

    for name in ("relu", "sigmoid", "identity"):
        got = np.asarray(activation_jacobian(z, name))
        for i in range(3):
            right = np.allclose(got[i], slope(i, name), rtol=1e-4, atol=1e-6)
            assert right, f"{name}: row {i} is not the slope of output {i}"


def activation_jacobian_refuses_unknown_names(activation_jacobian: Function) -> None:
    """An unknown activation raises ValueError."""
    try:
        activation_jacobian(np.ones(2), "softplus")
    except ValueError:
        return
    raise AssertionError("the name softplus raised no ValueError")


def squared_error_jacobian_is_a_row(squared_error_jacobian: Function) -> None:
    """The Jacobian is a row with one column an output."""
    for k in (1, 3):
        got = np.shape(squared_error_jacobian(np.ones(k), np.zeros(k)))
        assert got == (1, k), f"for {k} outputs the result has shape {got}"


def squared_error_jacobian_vanishes_at_the_target(squared_error_jacobian: Function) -> None:
    """Where the prediction meets the target the Jacobian is zero, and only there."""
    got = np.ravel(squared_error_jacobian(np.array([0.5, 2.0, -1.0]), np.array([0.5, 1.0, -1.0])))
    assert np.allclose(got[[0, 2]], 0), "an output that meets its target has a slope"
    assert not np.isclose(got[1], 0), "an output that misses its target has no slope"


def squared_error_jacobian_grows_with_the_error(squared_error_jacobian: Function) -> None:
    """Twice the error gives twice the Jacobian; the opposite error gives the opposite one."""
    y, error = np.array([0.3, -0.2, 1.0]), np.array([0.5, -1.5, 2.0])
    once = np.asarray(squared_error_jacobian(y + error, y))
    assert np.allclose(squared_error_jacobian(y + 2 * error, y), 2 * once), "twice the error is not twice as much"
    assert np.allclose(squared_error_jacobian(y - error, y), -once), "the opposite error is not the opposite"


def squared_error_jacobian_is_the_slope(squared_error_jacobian: Function, squared_error: Function) -> None:
    """The Jacobian agrees with the measured slope of your own squared_error."""
    y_hat, y = np.array([0.3, -0.2, 1.0]), np.array([1.3, -1.0, 3.0])
    slope = central_difference(lambda at: squared_error(at[:, None], y[:, None]), y_hat)
    assert np.allclose(squared_error_jacobian(y_hat, y), slope, rtol=1e-4), "the row is not the slope of squared_error"


def cross_entropy_grad_keeps_the_shape(binary_cross_entropy_grad: Function) -> None:
    """The derivative has the shape of the predictions."""
    for y_hat in (0.4, np.linspace(0.1, 0.9, 5), np.linspace(0.1, 0.9, 6).reshape(2, 3)):
        got = np.shape(binary_cross_entropy_grad(y_hat, np.ones_like(y_hat)))
        assert got == np.shape(y_hat), f"for predictions of shape {np.shape(y_hat)} the result has shape {got}"


def cross_entropy_grad_points_away_from_the_label(binary_cross_entropy_grad: Function) -> None:
    """A larger prediction lowers the loss where the label is 1, and raises it where the label is 0."""
    y_hat = np.array([0.2, 0.5, 0.9])
    assert (np.asarray(binary_cross_entropy_grad(y_hat, np.ones(3))) < 0).all(), "not negative for the label 1"
    assert (np.asarray(binary_cross_entropy_grad(y_hat, np.zeros(3))) > 0).all(), "not positive for the label 0"


def cross_entropy_grad_stays_finite(binary_cross_entropy_grad: Function) -> None:
    """At predictions of exactly 0 and 1 the derivative is finite."""
    got = np.asarray(binary_cross_entropy_grad(np.array([0.0, 0.0, 1.0, 1.0]), np.array([0.0, 1.0, 0.0, 1.0])))
    assert np.isfinite(got).all(), f"for the predictions 0, 0, 1, 1 and the targets 0, 1, 0, 1 it is {got}"


def cross_entropy_grad_is_the_slope(binary_cross_entropy_grad: Function, binary_cross_entropy: Function) -> None:
    """The derivative agrees with the measured slope of your own binary_cross_entropy."""
    y_hat, y = np.array([0.2, 0.7, 0.6]), np.array([1.0, 0.0, 0.3])
    slope = central_difference(lambda at: binary_cross_entropy(at, y), y_hat)
    got = binary_cross_entropy_grad(y_hat, y)
    assert np.allclose(got, slope, rtol=1e-4), "the derivative is not the slope of binary_cross_entropy"


def mlp_gradients_have_the_shapes_of_the_parameters(mlp_gradients: Function) -> None:
    """There are four gradients, each of the shape of its parameter."""
    rng = np.random.default_rng(0)
    for m, d, k, n in ((4, 3, 2, 5), (1, 1, 1, 1), (2, 3, 4, 1)):
        W1, b1, W2, b2, X = (rng.normal(size=s) for s in ((m, d), (m,), (k, m), (k,), (d, n)))
        got = mlp_gradients(W1, b1, W2, b2, X, np.ones((k, n)), "sigmoid", "identity", "squared_error")
        assert len(got) == 4, f"there are {len(got)} gradients"
        for name, part, parameter in zip(("dW1", "db1", "dW2", "db2"), got, (W1, b1, W2, b2), strict=True):
            shape = np.shape(part)
            assert shape == parameter.shape, f"{name} has shape {shape}, its parameter {parameter.shape}"


def mlp_gradients_add_over_the_batch(mlp_gradients: Function) -> None:
    """The gradients of a batch are the sums of the gradients of its parts."""
    rng = np.random.default_rng(0)
    W1, b1, W2, b2, X = (rng.normal(size=s) for s in ((4, 3), (4,), (2, 4), (2,), (3, 5)))
    Y = np.array([[0.0, 1.0, 1.0, 0.0, 1.0], [1.0, 1.0, 0.0, 0.0, 0.0]])
    for loss in ("squared_error", "binary_cross_entropy"):
        parts = [mlp_gradients(W1, b1, W2, b2, X[:, s], Y[:, s], "relu", "sigmoid", loss) for s in np.s_[:2, 2:]]
        whole = mlp_gradients(W1, b1, W2, b2, X, Y, "relu", "sigmoid", loss)
        for name, both, first, second in zip(("dW1", "db1", "dW2", "db2"), whole, *parts, strict=True):
            assert np.allclose(both, np.add(first, second)), f"{name} of the batch is not the sum ({loss})"


def mlp_gradients_vanish_at_the_target(mlp_gradients: Function, mlp_forward: Function) -> None:
    """Where your predictions meet the targets, every gradient of the squared error is zero."""
    rng = np.random.default_rng(0)
    network = [rng.normal(size=s) for s in ((4, 3), (4,), (2, 4), (2,), (3, 5))]
    for g in ("identity", "sigmoid"):
        Y = mlp_forward(*network, "sigmoid", g)
        for name, part in zip(
            ("dW1", "db1", "dW2", "db2"),
            mlp_gradients(*network, Y, "sigmoid", g, "squared_error"),
            strict=True,
        ):
            assert np.allclose(part, 0), f"{name} is not zero with g = {g}, though the predictions are right"


def mlp_gradients_grow_with_the_error(mlp_gradients: Function, mlp_forward: Function) -> None:
    """Twice the error gives twice the gradients of the squared error."""
    rng = np.random.default_rng(0)
    network = [rng.normal(size=s) for s in ((4, 3), (4,), (2, 4), (2,), (3, 5))]
    error, Y_hat = rng.normal(size=(2, 5)), np.asarray(mlp_forward(*network, "sigmoid", "sigmoid"))
    once, twice = (
        mlp_gradients(*network, Y_hat - times * error, "sigmoid", "sigmoid", "squared_error") for times in (1, 2)
    )
    for name, first, second in zip(("dW1", "db1", "dW2", "db2"), once, twice, strict=True):
        assert np.allclose(second, 2 * np.asarray(first)), f"{name} is not doubled"


def mlp_gradients_leave_their_arguments_alone(mlp_gradients: Function) -> None:
    """Parameters, samples and targets stay as they were, and a second call gives the same gradients."""
    rng = np.random.default_rng(0)
    given = [rng.normal(size=s) for s in ((4, 3), (4,), (2, 4), (2,), (3, 5), (2, 5))]
    kept = [array.copy() for array in given]
    first = [np.array(part) for part in mlp_gradients(*given, "relu", "identity", "squared_error")]
    second = mlp_gradients(*given, "relu", "identity", "squared_error")
    for name, before, after in zip(("W1", "b1", "W2", "b2", "X", "Y"), kept, given, strict=True):
        assert np.array_equal(before, after), f"{name} was changed"
    for name, one, two in zip(("dW1", "db1", "dW2", "db2"), first, second, strict=True):
        assert np.allclose(one, two), f"{name} differs between two calls"


def mlp_gradients_are_slopes_of_the_squared_error(
    mlp_gradients: Function, mlp_forward: Function, squared_error: Function
) -> None:
    """The gradients agree with the slopes of your own squared_error of your own mlp_forward."""
    rng = np.random.default_rng(0)
    *network, X, Y = (rng.normal(size=s) for s in ((4, 3), (4,), (2, 4), (2,), (3, 5), (2, 5)))

    def slope(i: int, f: str, g: str) -> Any:
        before, after = network[:i], network[i + 1 :]
        return central_difference(lambda at: squared_error(mlp_forward(*before, at, *after, X, f, g), Y), network[i])

    for f, g in (("relu", "identity"), ("sigmoid", "sigmoid"), ("identity", "relu")):
        for i, got in enumerate(mlp_gradients(*network, X, Y, f, g, "squared_error")):
            right = np.allclose(got, slope(i, f, g), rtol=1e-4, atol=1e-6)
            assert right, f"{('dW1', 'db1', 'dW2', 'db2')[i]} is not the slope with f = {f}, g = {g}"


def mlp_gradients_are_slopes_of_the_cross_entropy(
    mlp_gradients: Function, mlp_forward: Function, binary_cross_entropy: Function
) -> None:
    """The gradients agree with the slopes of your own binary_cross_entropy of your own mlp_forward."""
    rng = np.random.default_rng(0)
    *network, X = (rng.normal(size=s) for s in ((4, 3), (4,), (2, 4), (2,), (3, 5)))
    Y = np.array([[0.0, 1.0, 1.0, 0.0, 1.0], [1.0, 1.0, 0.0, 0.0, 0.0]])

    def slope(i: int, f: str) -> Any:
        before, after = network[:i], network[i + 1 :]
        return central_difference(
            lambda at: binary_cross_entropy(mlp_forward(*before, at, *after, X, f, "sigmoid"), Y), network[i]
        )

    for f in ("relu", "sigmoid"):
        for i, got in enumerate(mlp_gradients(*network, X, Y, f, "sigmoid", "binary_cross_entropy")):
            right = np.allclose(got, slope(i, f), rtol=1e-4, atol=1e-6)
            assert right, f"{('dW1', 'db1', 'dW2', 'db2')[i]} is not the slope with f = {f}, g = sigmoid"


def mlp_gradients_refuse_unknown_names(mlp_gradients: Function) -> None:
    """An unknown activation or loss raises ValueError."""
    one, zero = np.eye(1), np.zeros(1)
    for f, g, loss in (
        ("softplus", "identity", "squared_error"),
        ("relu", "softplus", "squared_error"),
        ("relu", "identity", "hinge"),
    ):
        try:
            mlp_gradients(one, zero, one, zero, one, one, f, g, loss)
        except ValueError:
            continue
        raise AssertionError(f"f = {f}, g = {g}, loss = {loss} raised no ValueError")
