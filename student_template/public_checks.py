"""Checks of your own work: run them as often as you like. They carry no points.

In the notebook:  grader.check("NAME OF A FUNCTION OR AN ANSWER").   For the .py file:  python -m pytest
"""

import numpy as np

LAWS = {}  # question: functions; the docstring says what holds, the parameters which functions of yours are called
EXAMPLES = {}  # question: (sentence, arguments, values wanted)
ANSWERS = {}  # answer: its shape, or the keys of its dict


def holds(question, number, names):
    """Raise an AssertionError with the problem, unless the sentence of this number (from 1) holds for `names`."""
    state, problem = look(question, sentences(question)[number - 1], names)
    if state != "ok":
        raise AssertionError(problem)


def sentences(question):
    """What is checked about a question."""
    about = [_sentence(law) for law in LAWS.get(question, ())]
    about += [sentence for sentence, _, _ in EXAMPLES.get(question, ())]
    return about + (["It is filled in."] if question in ANSWERS else [])


def look(question, sentence, names):
    """Check one sentence against `names`: "ok", "not right" or "not written", and what the problem is."""
    try:
        _run(question, sentence, names)
    except NotImplementedError as missing:
        return "not written", str(missing)
    except AssertionError as problem:
        return "not right", str(problem)
    except KeyboardInterrupt:
        raise
    except BaseException as problem:
        return "not right", f"{type(problem).__name__}: {problem}"
    return "ok", ""


def _run(question, sentence, names):
    for law in LAWS.get(question, ()):
        if _sentence(law) == sentence:
            return law(*(_function(name, names) for name in _parameters(law)))
    for said, arguments, wanted in EXAMPLES.get(question, ()):
        if said == sentence:
            copies = [np.copy(a) if isinstance(a, np.ndarray) else a for a in arguments]
            return _compare(_function(question, names)(*copies), wanted)
    return _filled(names.get(question), ANSWERS[question])


def _sentence(law):
    return law.__doc__.strip().split("\n")[0]


def _parameters(law):
    return law.__code__.co_varnames[: law.__code__.co_argcount]


def _function(name, names):
    function = names.get(name)
    if not callable(function):
        raise NotImplementedError(f"there is no function {name} yet: run the cell that defines it")
    return function


def _compare(got, wanted):
    values = got if len(wanted) > 1 else (got,)
    assert got is not None, "None came back: is a return missing?"
    assert len(values) == len(wanted), f"wanted {len(wanted)} values, but {len(values)} came back"
    for value, right in zip(values, wanted):
        assert np.shape(value) == np.shape(right), f"wanted shape {np.shape(right)}, but {np.shape(value)} came back"
        distance = np.max(np.abs(np.asarray(value) - right))
        assert distance <= 1e-8 + 1e-5 * np.max(np.abs(right)), f"wanted {right}, but {value} came back"


def _filled(value, wanted):
    missing = value is None or value is ... or (isinstance(wanted, list) and not isinstance(value, dict))
    if missing:
        raise NotImplementedError("nothing is filled in yet")
    if isinstance(wanted, list):
        open_keys = [key for key in wanted if value.get(key) is None]
        if open_keys:
            raise NotImplementedError(f"still open: {', '.join(open_keys)}")
    elif wanted is str:
        assert isinstance(value, str), "wanted a text in quotes"
    else:
        assert np.shape(value) == wanted, f"wanted shape {wanted}, but {np.shape(value)} came"


def central_difference(function, at, step=1e-05):
    """Estimate the derivative of a number-valued function with respect to every entry of `at`, by f(+) - f(-)."""
    at = np.array(at, dtype=float)
    slope = np.empty_like(at)
    for where in np.ndindex(at.shape):
        above, below = at.copy(), at.copy()
        above[where] += step
        below[where] -= step
        slope[where] = (float(function(above)) - float(function(below))) / (2 * step)
    return slope


def keeps_the_shape(sigmoid):
    """The result has the shape of z, whether z is a number, a vector or a matrix."""
    for z in (0.4, np.linspace(-2, 2, 5), np.linspace(-2, 2, 6).reshape(2, 3)):
        got = np.shape(sigmoid(z))
        assert got == np.shape(z), f"for z of shape {np.shape(z)} the result has shape {got}"


def mirrors_around_one_half(sigmoid):
    """The sigmoid of -z is one minus the sigmoid of z."""
    z = np.array([0.2, 1.5, 3.0])
    assert np.allclose(sigmoid(-z), 1 - sigmoid(z)), "sigmoid(-z) and 1 - sigmoid(z) differ"


def stays_finite(sigmoid):
    """A very large or very small z gives a number between 0 and 1, never NaN."""
    got = np.asarray(sigmoid(np.array([-1000.0, 1000.0])))
    assert np.isfinite(got).all(), f"sigmoid([-1000, 1000]) is {got}"
    assert ((got >= 0) & (got <= 1)).all(), f"sigmoid([-1000, 1000]) is {got}"


def derivative_keeps_the_shape(sigmoid_grad):
    """The derivative has the shape of z."""
    for z in (0.4, np.linspace(-2, 2, 5), np.linspace(-2, 2, 6).reshape(2, 3)):
        got = np.shape(sigmoid_grad(z))
        assert got == np.shape(z), f"for z of shape {np.shape(z)} the result has shape {got}"


def derivative_is_even(sigmoid_grad):
    """The derivative is the same at z and at -z."""
    z = np.array([0.2, 1.5, 3.0])
    assert np.allclose(sigmoid_grad(-z), sigmoid_grad(z)), "sigmoid_grad(-z) and sigmoid_grad(z) differ"


def derivative_is_the_slope(sigmoid_grad, sigmoid):
    """The derivative agrees with the slope of your own sigmoid, measured by a central difference."""
    for z in (-1.7, 0.3, 2.2):
        slope, got = central_difference(sigmoid, z), sigmoid_grad(z)
        assert np.allclose(got, slope, rtol=1e-4), f"at z = {z} the slope is {slope:.6g}, and not {got:.6g}"


def matmul_gradients_have_the_shapes_of_the_factors(matmul_backward):
    """There are two gradients: the first has the shape of W, the second has the shape of X."""
    rng = np.random.default_rng(0)
    for m, d, n in ((2, 3, 4), (1, 2, 3), (3, 1, 2), (2, 3, 1)):
        dL_dY, W, X = rng.normal(size=(m, n)), rng.normal(size=(m, d)), rng.normal(size=(d, n))
        dL_dW, dL_dX = matmul_backward(dL_dY, W, X)
        assert np.shape(dL_dW) == (m, d), f"W has shape {(m, d)}, and its gradient {np.shape(dL_dW)}"
        assert np.shape(dL_dX) == (d, n), f"X has shape {(d, n)}, and its gradient {np.shape(dL_dX)}"


def matmul_zero_upstream_gives_zero(matmul_backward):
    """Where the loss does not depend on Y, both gradients are zero."""
    rng = np.random.default_rng(0)
    dL_dW, dL_dX = matmul_backward(np.zeros((2, 4)), rng.normal(size=(2, 3)), rng.normal(size=(3, 4)))
    assert not np.any(dL_dW), "dL_dY is zero, and dL_dW is not"
    assert not np.any(dL_dX), "dL_dY is zero, and dL_dX is not"


def matmul_doubled_upstream_doubles(matmul_backward):
    """Twice the upstream gradient gives twice both gradients."""
    rng = np.random.default_rng(0)
    dL_dY, W, X = rng.normal(size=(2, 4)), rng.normal(size=(2, 3)), rng.normal(size=(3, 4))
    once, twice = matmul_backward(dL_dY, W, X), matmul_backward(2 * dL_dY, W, X)
    for name, small, large in zip(("dL_dW", "dL_dX"), once, twice, strict=True):
        assert np.allclose(large, 2 * small), f"dL_dY was doubled, and {name} was not"


def matmul_batches_add_up(matmul_backward):
    """For two batches side by side, dL_dW is the sum of theirs, and their dL_dX stand side by side."""
    rng = np.random.default_rng(0)
    dL_dY, W, X = rng.normal(size=(2, 5)), rng.normal(size=(2, 3)), rng.normal(size=(3, 5))
    dW, dX = matmul_backward(dL_dY, W, X)
    dW1, dX1 = matmul_backward(dL_dY[:, :2], W, X[:, :2])
    dW2, dX2 = matmul_backward(dL_dY[:, 2:], W, X[:, 2:])
    assert np.allclose(dW, dW1 + dW2), "dL_dW of the joined batch is not the sum of the two"
    assert np.allclose(dX, np.hstack([dX1, dX2])), "dL_dX of the joined batch is not the two side by side"


def matmul_leaves_its_inputs_alone(matmul_backward):
    """The upstream gradient, W and X are the same after the call as before it."""
    rng = np.random.default_rng(0)
    inputs = rng.normal(size=(2, 4)), rng.normal(size=(2, 3)), rng.normal(size=(3, 4))
    before = [array.copy() for array in inputs]
    matmul_backward(*inputs)
    for name, old, new in zip(("dL_dY", "W", "X"), before, inputs, strict=True):
        assert np.array_equal(old, new), f"{name} was changed by the call"


def matmul_gradients_are_slopes(matmul_backward):
    """Both gradients agree with central differences of a loss that is a weighted sum of Y = W X."""
    rng = np.random.default_rng(0)
    weights, W, X = rng.normal(size=(2, 4)), rng.normal(size=(2, 3)), rng.normal(size=(3, 4))
    dL_dW, dL_dX = matmul_backward(weights, W, X)
    slope_W = central_difference(lambda at: np.sum(weights * (at @ X)), W)
    slope_X = central_difference(lambda at: np.sum(weights * (W @ at)), X)
    assert np.allclose(dL_dW, slope_W, rtol=1e-4), "dL_dW differs from the measured slopes"
    assert np.allclose(dL_dX, slope_X, rtol=1e-4), "dL_dX differs from the measured slopes"


def squared_error_is_one_number(squared_error):
    """The loss of a whole batch is one number."""
    got = np.shape(squared_error(np.ones((2, 3)), np.zeros((2, 3))))
    assert got == (), f"the loss has shape {got}"


def squared_error_of_a_hit_is_zero(squared_error):
    """The loss is zero where the prediction is the target, and positive elsewhere."""
    Y = np.array([[0.5, -1.0, 2.0], [1.5, 0.0, -0.5]])
    assert squared_error(Y, Y) == 0, "the loss of a perfect prediction is not zero"
    for side in (0.1, -0.1):
        assert squared_error(Y + side, Y) > 0, f"every entry is off by {side}, and the loss is not positive"


def squared_error_grows_with_the_square(squared_error):
    """An error three times as large costs nine times as much."""
    T, error = np.array([[0.5, -1.0, 2.0]]), np.array([[0.2, -0.3, 0.5]])
    small, large = squared_error(T + error, T), squared_error(T + 3 * error, T)
    assert small > 0, "the prediction is wrong, and the loss is not positive"
    assert np.isclose(large, 9 * small), f"the loss grew by the factor {large / small:.4g}"


def squared_error_adds_over_batches(squared_error):
    """The loss of two batches side by side is the sum of their losses."""
    Y, T = np.linspace(-1, 2, 10).reshape(2, 5), np.linspace(1, -1, 10).reshape(2, 5)
    parts = squared_error(Y[:, :2], T[:, :2]) + squared_error(Y[:, 2:], T[:, 2:])
    assert np.isclose(squared_error(Y, T), parts), "the loss of the joined batch is not the sum of the two"
    assert squared_error(Y, T) > 0, "the prediction is wrong, and the loss is not positive"


def squared_error_grad_keeps_the_shape(squared_error_grad):
    """The gradient has the shape of Y."""
    for shape in ((2, 3), (1, 4), (3, 1)):
        got = np.shape(squared_error_grad(np.ones(shape), np.zeros(shape)))
        assert got == shape, f"Y has shape {shape}, and the gradient {got}"


def squared_error_grad_changes_sign_with_the_error(squared_error_grad):
    """An error of the same size on the other side of the target has the opposite gradient."""
    T, error = np.array([[0.5, -1.0, 2.0]]), np.array([[0.2, -0.3, 0.5]])
    above, below = squared_error_grad(T + error, T), squared_error_grad(T - error, T)
    assert np.allclose(above, -below), "the gradients on both sides of the target are not opposite"


def squared_error_grad_treats_samples_alone(squared_error_grad):
    """The gradient of a sample does not depend on how many others are in the batch."""
    Y, T = np.linspace(-1, 2, 10).reshape(2, 5), np.linspace(1, -1, 10).reshape(2, 5)
    parts = np.hstack([squared_error_grad(Y[:, :2], T[:, :2]), squared_error_grad(Y[:, 2:], T[:, 2:])])
    assert np.allclose(squared_error_grad(Y, T), parts), "the gradient changes when the batch is split"


def squared_error_grad_leaves_its_inputs_alone(squared_error_grad):
    """The prediction and the target are the same after the call as before it."""
    Y, T = np.array([[0.5, -1.0]]), np.array([[1.0, -2.0]])
    squared_error_grad(Y, T)
    assert np.array_equal(Y, [[0.5, -1.0]]), "Y was changed by the call"
    assert np.array_equal(T, [[1.0, -2.0]]), "T was changed by the call"


def squared_error_grad_is_the_slope(squared_error_grad, squared_error):
    """The gradient agrees with the slope of your own squared_error, measured by a central difference."""
    Y, T = np.linspace(-1, 2, 6).reshape(2, 3), np.linspace(1, -1, 6).reshape(2, 3)
    slope, got = central_difference(lambda at: squared_error(at, T), Y), squared_error_grad(Y, T)
    assert np.allclose(got, slope, rtol=1e-4, atol=1e-7), "the gradient differs from the measured slopes"


def step_keeps_the_shape_of_w(gradient_step):
    """The new W has the shape of the old one."""
    rng = np.random.default_rng(0)
    for m, d, n in ((2, 3, 4), (1, 2, 3), (3, 2, 1)):
        W, X, T = rng.normal(size=(m, d)), rng.normal(size=(d, n)), rng.normal(size=(m, n))
        got = np.shape(gradient_step(W, X, T, 0.1))
        assert got == (m, d), f"W has shape {(m, d)}, and the new W {got}"


def step_stays_where_the_loss_is_zero(gradient_step):
    """Where W X is already the target, W stays as it is."""
    rng = np.random.default_rng(0)
    W, X = rng.normal(size=(2, 3)), rng.normal(size=(3, 4))
    assert np.allclose(gradient_step(W, X, W @ X, 0.1), W), "every target is hit, and W moved"


def step_doubles_with_the_step_size(gradient_step):
    """Twice the step size moves W twice as far, in the same direction."""
    rng = np.random.default_rng(0)
    W, X, T = rng.normal(size=(2, 3)), rng.normal(size=(3, 4)), rng.normal(size=(2, 4))
    once, twice = gradient_step(W.copy(), X, T, 0.1) - W, gradient_step(W.copy(), X, T, 0.2) - W
    assert np.any(once), "W did not move"
    assert np.allclose(twice, 2 * once), "step_size was doubled, and the move was not"


def step_leaves_its_inputs_alone(gradient_step):
    """W, X and the target are the same after the call as before it."""
    rng = np.random.default_rng(0)
    inputs = rng.normal(size=(2, 3)), rng.normal(size=(3, 4)), rng.normal(size=(2, 4))
    before = [array.copy() for array in inputs]
    gradient_step(*inputs, 0.1)
    for name, old, new in zip(("W", "X", "T"), before, inputs, strict=True):
        assert np.array_equal(old, new), f"{name} was changed by the call"


def step_lowers_the_loss(gradient_step, squared_error):
    """A small step makes your own squared_error of W X smaller."""
    rng = np.random.default_rng(0)
    W, X, T = rng.normal(size=(2, 3)), rng.normal(size=(3, 4)), rng.normal(size=(2, 4))
    before, after = squared_error(W @ X, T), squared_error(gradient_step(W, X, T, 0.001) @ X, T)
    assert after < before, f"the loss was {before:.6g} before the step, and is {after:.6g} after it"


def three_layer_mirrors_around_one_half(three_layer_forward):
    """Turning the sign of w3 around turns the prediction into one minus itself."""
    got, mirrored = three_layer_forward(0.7, -0.4, 1.1, 0.9), three_layer_forward(0.7, -0.4, -1.1, 0.9)
    assert np.shape(got) == (), f"the prediction is one number, and not of shape {np.shape(got)}"
    assert np.isclose(mirrored, 1 - got), f"with w3 the prediction is {got:.6g}, with -w3 it is {mirrored:.6g}"


def three_layer_forgets_below_a_zero_weight(three_layer_forward):
    """With w3 = 0 the prediction is one half, and with w2 = 0 it does not depend on the input."""
    got = three_layer_forward(0.7, -0.4, 0.0, 0.9)
    assert np.isclose(got, 0.5), f"with w3 = 0 the prediction is {got:.6g}"
    one, other = three_layer_forward(0.7, 0.0, 1.1, 0.9), three_layer_forward(0.7, 0.0, 1.1, -2.0)
    assert np.isclose(one, other), f"with w2 = 0 two inputs give {one:.6g} and {other:.6g}"


def cross_entropy_adds_up(binary_cross_entropy):
    """The loss of a batch is the sum of the losses of its parts."""
    y_hat, y = np.linspace(0.1, 0.9, 6).reshape(2, 3), np.array([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]])
    whole = binary_cross_entropy(y_hat, y)
    assert np.shape(whole) == (), f"the loss is one number, and not of shape {np.shape(whole)}"
    parts = binary_cross_entropy(y_hat[:, :1], y[:, :1]) + binary_cross_entropy(y_hat[:, 1:], y[:, 1:])
    assert np.isclose(whole, parts), f"the parts add up to {parts:.6g}, the whole is {whole:.6g}"


def cross_entropy_treats_both_classes_alike(binary_cross_entropy):
    """The loss stays when predictions and targets all change to one minus themselves; it is never negative."""
    y_hat, y = np.array([0.2, 0.7, 0.9]), np.array([1.0, 1.0, 0.0])
    got, swapped = binary_cross_entropy(y_hat, y), binary_cross_entropy(1 - y_hat, 1 - y)
    assert np.isclose(got, swapped), f"the loss is {got:.6g}, and {swapped:.6g} with the classes swapped"
    assert got > 0, f"the loss of three uncertain predictions is {got:.6g}"


def cross_entropy_stays_finite(binary_cross_entropy):
    """Predictions of exactly 0 and 1 give a finite loss: small when they are right, large when they are wrong."""
    y = np.array([0.0, 1.0])
    right, wrong = binary_cross_entropy(y, y), binary_cross_entropy(1 - y, y)
    assert np.isfinite(right), f"right predictions of 0 and 1 give {right}"
    assert np.isfinite(wrong), f"wrong predictions of 0 and 1 give {wrong}"
    assert right < 1e-6 < wrong, f"right predictions give {right:.6g}, wrong ones {wrong:.6g}"


def cross_entropy_leaves_its_inputs(binary_cross_entropy):
    """The predictions and the targets stay as they were."""
    y_hat, y = np.array([0.0, 0.4, 1.0]), np.array([0.0, 1.0, 1.0])
    binary_cross_entropy(y_hat, y)
    assert np.array_equal(y_hat, [0.0, 0.4, 1.0]), f"the predictions became {y_hat}"
    assert np.array_equal(y, [0.0, 1.0, 1.0]), f"the targets became {y}"


def cross_entropy_gradients_are_three_numbers(three_layer_gradients):
    """There are three gradients, and each is one number."""
    got = [np.shape(g) for g in three_layer_gradients(0.7, -0.4, 1.1, 0.9, 1.0)]
    assert got == [(), (), ()], f"the shapes are {got}"


def cross_entropy_gradients_vanish_at_the_target(three_layer_gradients, three_layer_forward):
    """All three gradients are zero where the target equals your own prediction, and not elsewhere."""
    w = (0.7, -0.4, 1.1, 0.9)
    got = three_layer_gradients(*w, three_layer_forward(*w))
    assert np.allclose(got, 0), f"at the target they are {tuple(float(g) for g in got)}"
    assert np.all(np.array(three_layer_gradients(*w, 1.0)) != 0), "one is zero although the prediction is off"


def cross_entropy_gradients_are_the_slopes(three_layer_gradients, three_layer_forward, binary_cross_entropy):
    """The gradients agree with the slopes of your own loss of your own prediction."""
    for at in ((0.7, -0.4, 1.1, 0.9, 1.0), (-0.3, 0.8, -1.2, 1.4, 0.0)):
        slopes = central_difference(lambda at: binary_cross_entropy(three_layer_forward(*at[:4]), at[4]), at)
        for i, (slope, g) in enumerate(zip(slopes[:3], three_layer_gradients(*at), strict=True), start=1):
            assert np.isclose(g, slope, rtol=1e-4), f"at y = {at[4]} the slope along w{i} is {slope:.6g}, not {g:.6g}"


def regression_gradients_are_three_numbers(three_layer_regression_gradients):
    """There are three regression gradients, and each is one number."""
    got = [np.shape(g) for g in three_layer_regression_gradients(0.7, -0.4, 1.1, 0.9, 3.0)]
    assert got == [(), (), ()], f"the shapes are {got}"


def regression_gradients_double_with_the_error(three_layer_regression_gradients, three_layer_forward):
    """Twice the error, on either side of the prediction, gives twice the regression gradients."""
    w = (0.7, -0.4, 1.1, 0.9)
    activated = three_layer_forward(*w)
    y_hat = np.log(activated / (1 - activated))  # takes the last sigmoid off again
    one, two, opposite = (np.array(three_layer_regression_gradients(*w, y_hat + e)) for e in (1.5, 3.0, -1.5))
    assert np.allclose(two, 2 * one), f"the error doubles, {one} becomes {two}"
    assert np.allclose(opposite, -one), f"the error changes its sign, {one} becomes {opposite}"


def regression_gradients_are_the_slopes(three_layer_regression_gradients, three_layer_forward):
    """The regression gradients agree with the slopes of the squared error of your own prediction."""
    for at in ((0.7, -0.4, 1.1, 0.9, 3.0), (-0.3, 0.8, -1.2, 1.4, -2.0)):
        # The logarithm takes the last sigmoid off again.
        slopes = central_difference(lambda at: (at[4] + np.log(1 / three_layer_forward(*at[:4]) - 1)) ** 2, at)
        got = three_layer_regression_gradients(*at)
        for i, (slope, g) in enumerate(zip(slopes[:3], got, strict=True), start=1):
            assert np.isclose(g, slope, rtol=1e-4), f"at y = {at[4]} the slope along w{i} is {slope:.6g}, not {g:.6g}"


def mlp_forward_has_a_column_for_every_sample(mlp_forward):
    """The predictions have one row an output and one column a sample."""
    W1, b1, W2, b2 = np.ones((4, 3)), np.ones(4), np.ones((2, 4)), np.ones(2)
    for n in (1, 5):
        got = np.shape(mlp_forward(W1, b1, W2, b2, np.ones((3, n)), "relu", "identity"))
        assert got == (2, n), f"for 2 outputs and {n} samples the result has shape {got}"


def mlp_forward_treats_samples_alone(mlp_forward):
    """A sample gets the same prediction alone as in a batch."""
    rng = np.random.default_rng(0)
    W1, b1, W2, b2, X = (rng.normal(size=s) for s in ((4, 3), (4,), (2, 4), (2,), (3, 5)))
    for f in ("relu", "sigmoid", "identity"):
        batch = np.asarray(mlp_forward(W1, b1, W2, b2, X, f, "sigmoid"))
        for i in range(5):
            alone = mlp_forward(W1, b1, W2, b2, X[:, i : i + 1], f, "sigmoid")
            assert np.allclose(batch[:, i : i + 1], alone), f"with f = {f}, sample {i} differs alone and in a batch"


def mlp_forward_ends_with_g(mlp_forward):
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


def mlp_forward_refuses_unknown_names(mlp_forward):
    """An unknown activation raises ValueError."""
    one = np.eye(1)
    for f, g in (("softplus", "relu"), ("relu", "softplus")):
        try:
            mlp_forward(one, np.zeros(1), one, np.zeros(1), one, f, g)
        except ValueError:
            continue
        raise AssertionError(f"f = {f}, g = {g} raised no ValueError")


def activation_jacobian_is_square(activation_jacobian):
    """The Jacobian has a row and a column for every entry of z."""
    for m in (1, 3):
        for name in ("relu", "sigmoid", "identity"):
            got = np.shape(activation_jacobian(np.linspace(0.5, 1.5, m), name))
            assert got == (m, m), f"for {m} entries and {name} the Jacobian has shape {got}"


def activation_jacobian_is_the_slope(activation_jacobian, mlp_forward):
    """The Jacobian agrees with slopes measured on the activation in your own mlp_forward."""
    z, one, zero = np.array([0.4, -1.0, 2.0]), np.eye(3), np.zeros(3)

    def slope(i, name):
        return central_difference(lambda at: mlp_forward(one, zero, one, zero, at[:, None], name, "identity")[i, 0], z)

    for name in ("relu", "sigmoid", "identity"):
        got = np.asarray(activation_jacobian(z, name))
        for i in range(3):
            right = np.allclose(got[i], slope(i, name), rtol=1e-4, atol=1e-6)
            assert right, f"{name}: row {i} is not the slope of output {i}"


def activation_jacobian_refuses_unknown_names(activation_jacobian):
    """An unknown activation raises ValueError."""
    try:
        activation_jacobian(np.ones(2), "softplus")
    except ValueError:
        return
    raise AssertionError("the name softplus raised no ValueError")


def squared_error_jacobian_is_a_row(squared_error_jacobian):
    """The Jacobian is a row with one column an output."""
    for k in (1, 3):
        got = np.shape(squared_error_jacobian(np.ones(k), np.zeros(k)))
        assert got == (1, k), f"for {k} outputs the result has shape {got}"


def squared_error_jacobian_vanishes_at_the_target(squared_error_jacobian):
    """Where the prediction meets the target the Jacobian is zero, and only there."""
    got = np.ravel(squared_error_jacobian(np.array([0.5, 2.0, -1.0]), np.array([0.5, 1.0, -1.0])))
    assert np.allclose(got[[0, 2]], 0), "an output that meets its target has a slope"
    assert not np.isclose(got[1], 0), "an output that misses its target has no slope"


def squared_error_jacobian_grows_with_the_error(squared_error_jacobian):
    """Twice the error gives twice the Jacobian; the opposite error gives the opposite one."""
    y, error = np.array([0.3, -0.2, 1.0]), np.array([0.5, -1.5, 2.0])
    once = np.asarray(squared_error_jacobian(y + error, y))
    assert np.allclose(squared_error_jacobian(y + 2 * error, y), 2 * once), "twice the error is not twice as much"
    assert np.allclose(squared_error_jacobian(y - error, y), -once), "the opposite error is not the opposite"


def squared_error_jacobian_is_the_slope(squared_error_jacobian, squared_error):
    """The Jacobian agrees with the measured slope of your own squared_error."""
    y_hat, y = np.array([0.3, -0.2, 1.0]), np.array([1.3, -1.0, 3.0])
    slope = central_difference(lambda at: squared_error(at[:, None], y[:, None]), y_hat)
    assert np.allclose(squared_error_jacobian(y_hat, y), slope, rtol=1e-4), "the row is not the slope of squared_error"


def cross_entropy_grad_keeps_the_shape(binary_cross_entropy_grad):
    """The derivative has the shape of the predictions."""
    for y_hat in (0.4, np.linspace(0.1, 0.9, 5), np.linspace(0.1, 0.9, 6).reshape(2, 3)):
        got = np.shape(binary_cross_entropy_grad(y_hat, np.ones_like(y_hat)))
        assert got == np.shape(y_hat), f"for predictions of shape {np.shape(y_hat)} the result has shape {got}"


def cross_entropy_grad_points_away_from_the_label(binary_cross_entropy_grad):
    """A larger prediction lowers the loss where the label is 1, and raises it where the label is 0."""
    y_hat = np.array([0.2, 0.5, 0.9])
    assert (np.asarray(binary_cross_entropy_grad(y_hat, np.ones(3))) < 0).all(), "not negative for the label 1"
    assert (np.asarray(binary_cross_entropy_grad(y_hat, np.zeros(3))) > 0).all(), "not positive for the label 0"


def cross_entropy_grad_stays_finite(binary_cross_entropy_grad):
    """At predictions of exactly 0 and 1 the derivative is finite."""
    got = np.asarray(binary_cross_entropy_grad(np.array([0.0, 0.0, 1.0, 1.0]), np.array([0.0, 1.0, 0.0, 1.0])))
    assert np.isfinite(got).all(), f"for the predictions 0, 0, 1, 1 and the targets 0, 1, 0, 1 it is {got}"


def cross_entropy_grad_is_the_slope(binary_cross_entropy_grad, binary_cross_entropy):
    """The derivative agrees with the measured slope of your own binary_cross_entropy."""
    y_hat, y = np.array([0.2, 0.7, 0.6]), np.array([1.0, 0.0, 0.3])
    slope = central_difference(lambda at: binary_cross_entropy(at, y), y_hat)
    got = binary_cross_entropy_grad(y_hat, y)
    assert np.allclose(got, slope, rtol=1e-4), "the derivative is not the slope of binary_cross_entropy"


def mlp_gradients_have_the_shapes_of_the_parameters(mlp_gradients):
    """There are four gradients, each of the shape of its parameter."""
    rng = np.random.default_rng(0)
    for m, d, k, n in ((4, 3, 2, 5), (1, 1, 1, 1), (2, 3, 4, 1)):
        W1, b1, W2, b2, X = (rng.normal(size=s) for s in ((m, d), (m,), (k, m), (k,), (d, n)))
        got = mlp_gradients(W1, b1, W2, b2, X, np.ones((k, n)), "sigmoid", "identity", "squared_error")
        assert len(got) == 4, f"there are {len(got)} gradients"
        for name, part, parameter in zip(("dW1", "db1", "dW2", "db2"), got, (W1, b1, W2, b2), strict=True):
            shape = np.shape(part)
            assert shape == parameter.shape, f"{name} has shape {shape}, its parameter {parameter.shape}"


def mlp_gradients_add_over_the_batch(mlp_gradients):
    """The gradients of a batch are the sums of the gradients of its parts."""
    rng = np.random.default_rng(0)
    W1, b1, W2, b2, X = (rng.normal(size=s) for s in ((4, 3), (4,), (2, 4), (2,), (3, 5)))
    Y = np.array([[0.0, 1.0, 1.0, 0.0, 1.0], [1.0, 1.0, 0.0, 0.0, 0.0]])
    for loss in ("squared_error", "binary_cross_entropy"):
        parts = [mlp_gradients(W1, b1, W2, b2, X[:, s], Y[:, s], "relu", "sigmoid", loss) for s in np.s_[:2, 2:]]
        whole = mlp_gradients(W1, b1, W2, b2, X, Y, "relu", "sigmoid", loss)
        for name, both, first, second in zip(("dW1", "db1", "dW2", "db2"), whole, *parts, strict=True):
            assert np.allclose(both, np.add(first, second)), f"{name} of the batch is not the sum ({loss})"


def mlp_gradients_vanish_at_the_target(mlp_gradients, mlp_forward):
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


def mlp_gradients_grow_with_the_error(mlp_gradients, mlp_forward):
    """Twice the error gives twice the gradients of the squared error."""
    rng = np.random.default_rng(0)
    network = [rng.normal(size=s) for s in ((4, 3), (4,), (2, 4), (2,), (3, 5))]
    error, Y_hat = rng.normal(size=(2, 5)), np.asarray(mlp_forward(*network, "sigmoid", "sigmoid"))
    once, twice = (
        mlp_gradients(*network, Y_hat - times * error, "sigmoid", "sigmoid", "squared_error") for times in (1, 2)
    )
    for name, first, second in zip(("dW1", "db1", "dW2", "db2"), once, twice, strict=True):
        assert np.allclose(second, 2 * np.asarray(first)), f"{name} is not doubled"


def mlp_gradients_leave_their_arguments_alone(mlp_gradients):
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


def mlp_gradients_are_slopes_of_the_squared_error(mlp_gradients, mlp_forward, squared_error):
    """The gradients agree with the slopes of your own squared_error of your own mlp_forward."""
    rng = np.random.default_rng(0)
    *network, X, Y = (rng.normal(size=s) for s in ((4, 3), (4,), (2, 4), (2,), (3, 5), (2, 5)))

    def slope(i, f, g):
        before, after = network[:i], network[i + 1 :]
        return central_difference(lambda at: squared_error(mlp_forward(*before, at, *after, X, f, g), Y), network[i])

    for f, g in (("relu", "identity"), ("sigmoid", "sigmoid"), ("identity", "relu")):
        for i, got in enumerate(mlp_gradients(*network, X, Y, f, g, "squared_error")):
            right = np.allclose(got, slope(i, f, g), rtol=1e-4, atol=1e-6)
            assert right, f"{('dW1', 'db1', 'dW2', 'db2')[i]} is not the slope with f = {f}, g = {g}"


def mlp_gradients_are_slopes_of_the_cross_entropy(mlp_gradients, mlp_forward, binary_cross_entropy):
    """The gradients agree with the slopes of your own binary_cross_entropy of your own mlp_forward."""
    rng = np.random.default_rng(0)
    *network, X = (rng.normal(size=s) for s in ((4, 3), (4,), (2, 4), (2,), (3, 5)))
    Y = np.array([[0.0, 1.0, 1.0, 0.0, 1.0], [1.0, 1.0, 0.0, 0.0, 0.0]])

    def slope(i, f):
        before, after = network[:i], network[i + 1 :]
        return central_difference(
            lambda at: binary_cross_entropy(mlp_forward(*before, at, *after, X, f, "sigmoid"), Y), network[i]
        )

    for f in ("relu", "sigmoid"):
        for i, got in enumerate(mlp_gradients(*network, X, Y, f, "sigmoid", "binary_cross_entropy")):
            right = np.allclose(got, slope(i, f), rtol=1e-4, atol=1e-6)
            assert right, f"{('dW1', 'db1', 'dW2', 'db2')[i]} is not the slope with f = {f}, g = sigmoid"


def mlp_gradients_refuse_unknown_names(mlp_gradients):
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


def quadratic_gradient_has_four_entries(quadratic_gradient):
    """There is one entry for each of the four parameters, in a vector of shape (4,)."""
    got = np.shape(quadratic_gradient(0.5, -1.5))
    assert got == (4,), f"the gradient has shape {got}"


def quadratic_gradient_gives_back_the_prediction(quadratic_gradient):
    """The prediction is linear in w: the gradient's entries, weighted by w, add up to the prediction."""
    w = np.array([0.5, -1.0, 2.0, 0.25])
    for x1, x2 in ((0.7, -1.2), (-1.6, 0.4)):
        prediction = w[0] + w[1] * x1 + w[2] * x2 + w[3] * x1**2
        got = np.sum(w * quadratic_gradient(x1, x2))
        assert np.isclose(got, prediction), f"at x1 = {x1}, x2 = {x2} they give {got:.6g}"


def quadratic_gradient_is_the_slope(quadratic_gradient):
    """The gradient agrees with the slopes of the prediction along w, measured by a central difference."""
    for x1, x2 in ((0.7, -1.2), (-1.6, 0.4)):

        def prediction(w, x1=x1, x2=x2):
            return w[0] + w[1] * x1 + w[2] * x2 + w[3] * x1**2

        slope = central_difference(prediction, np.ones(4))
        got = quadratic_gradient(x1, x2)
        assert np.allclose(got, slope, rtol=1e-4), f"at x1 = {x1}, x2 = {x2} the slopes differ"


def update_keeps_the_shape(gradient_descent_update):
    """The new parameters have the shape of the old ones."""
    for shape in ((4,), (1,), (2, 3)):
        got = np.shape(gradient_descent_update(np.ones(shape), np.full(shape, 0.5), 0.1))
        assert got == shape, f"w has shape {shape}, and the new w {got}"


def update_stays_where_the_gradient_is_zero(gradient_descent_update):
    """Where the gradient is zero, the parameters stay as they are."""
    w = np.array([0.5, -1.0, 2.0])
    assert np.allclose(gradient_descent_update(w, np.zeros(3), 0.1), w), "the gradient is zero, and w moved"


def update_doubles_with_the_learning_rate(gradient_descent_update):
    """Twice the learning rate moves the parameters twice as far, in the same direction."""
    w, gradient = np.array([0.5, -1.0, 2.0]), np.array([1.0, 0.5, -2.0])
    once = gradient_descent_update(w.copy(), gradient, 0.1) - w
    twice = gradient_descent_update(w.copy(), gradient, 0.2) - w
    assert np.any(once), "the gradient is not zero, and w did not move"
    assert np.allclose(twice, 2 * once), "learning_rate was doubled, and the move was not"


def update_leaves_its_inputs_alone(gradient_descent_update):
    """The parameters and the gradient that were handed in are the same after the call as before it."""
    w, gradient = np.array([0.5, -1.0, 2.0]), np.array([1.0, 0.5, -2.0])
    gradient_descent_update(w, gradient, 0.1)
    assert np.array_equal(w, [0.5, -1.0, 2.0]), "w was changed by the call"
    assert np.array_equal(gradient, [1.0, 0.5, -2.0]), "gradient was changed by the call"


def update_goes_downhill(gradient_descent_update):
    """A loss with this gradient everywhere is lower after the step than before it."""
    w, gradient = np.array([0.5, -1.0, 2.0]), np.array([1.0, 0.5, -2.0])
    before = np.sum(gradient * w)
    after = np.sum(gradient * gradient_descent_update(w, gradient, 0.1))
    assert after < before, f"the loss was {before:.6g} before the step, and is {after:.6g} after it"


def tree_lies_between_zero_and_one(tree_forward):
    """There are three values, h1, h2 and y_hat; each is one number between 0 and 1."""
    got = tree_forward(np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, 0.5, 0.7, 0.9, 1.6]))
    assert [np.shape(v) for v in got] == [(), (), ()], f"the shapes are {[np.shape(v) for v in got]}"
    assert all(0 < v < 1 for v in got), f"the values are {tuple(float(v) for v in got)}"


def tree_mirrors_around_one_half(tree_forward):
    """Turning the signs of w5 and w6 around turns y_hat into one minus itself; h1 and h2 stay."""
    x, w = np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, -0.5, 0.7, 0.9, -1.6])
    got, mirrored = tree_forward(x, w), tree_forward(x, w * [1, 1, 1, 1, -1, -1])
    assert np.allclose(mirrored[:2], got[:2]), f"h1 and h2 change from {got[:2]} to {mirrored[:2]}"
    assert np.isclose(mirrored[2], 1 - got[2]), f"y_hat is {got[2]:.6g}, and {mirrored[2]:.6g} after the turn"


def tree_branches_can_be_exchanged(tree_forward):
    """Exchanging the two inner units with all their inputs and weights exchanges h1 and h2; y_hat stays."""
    x, w = np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, -0.5, 0.7, 0.9, -1.6])
    h1, h2, y_hat = tree_forward(x, w)
    got = tree_forward(x[[2, 3, 0, 1]], w[[2, 3, 0, 1, 5, 4]])
    assert np.allclose(got[:2], (h2, h1)), f"({h1:.6g}, {h2:.6g}) becomes ({got[0]:.6g}, {got[1]:.6g})"
    assert np.isclose(got[2], y_hat), f"y_hat changes from {y_hat:.6g} to {got[2]:.6g}"
    cut = w * [1, 1, 1, 1, 1, 0]
    one, other = tree_forward(x, cut)[2], tree_forward(x * [1, 1, 2, 2], cut)[2]
    assert np.isclose(one, other), "y_hat changes with x3 and x4 although w6 = 0"


def tree_leaves_its_inputs(tree_forward):
    """Computing the prediction leaves x and w as they were."""
    x, w = np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, -0.5, 0.7, 0.9, -1.6])
    x_before, w_before = x.copy(), w.copy()
    tree_forward(x, w)
    assert np.array_equal(x, x_before), f"x became {x}"
    assert np.array_equal(w, w_before), f"w became {w}"


def tree_gradients_are_six(tree_gradients):
    """The gradients are one array of six numbers."""
    x, w = np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, -0.5, 0.7, 0.9, -1.6])
    got = np.shape(tree_gradients(x, w, 0.2))
    assert got == (6,), f"the shape is {got}"


def tree_gradients_double_with_the_error(tree_gradients, tree_forward):
    """No error gives zero gradients; twice the error, on either side of your own prediction, gives twice as much."""
    x, w = np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, -0.5, 0.7, 0.9, -1.6])
    y_hat = tree_forward(x, w)[2]
    none, one, two, opposite = (np.array(tree_gradients(x, w, y_hat + e)) for e in (0.0, 0.3, 0.6, -0.3))
    assert np.allclose(none, 0), f"at the target they are {none}"
    assert np.allclose(two, 2 * one), f"the error doubles, {one} becomes {two}"
    assert np.allclose(opposite, -one), f"the error changes its sign, {one} becomes {opposite}"


def tree_gradients_are_the_slopes(tree_gradients, tree_forward):
    """The gradients agree with the slopes of the squared error of your own prediction."""
    x, w = np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, -0.5, 0.7, 0.9, -1.6])
    for y in (0.1, 0.9):
        at = np.append(w, y)
        slopes = central_difference(lambda at: (tree_forward(x, at[:6])[2] - at[6]) ** 2, at)
        for i, (slope, g) in enumerate(zip(slopes[:6], tree_gradients(x, w, y), strict=True), start=1):
            assert np.isclose(g, slope, rtol=1e-4), f"at y = {y} the slope along w{i} is {slope:.6g}, not {g:.6g}"


def tree_gradients_leave_their_inputs(tree_gradients):
    """Computing the gradients leaves x and w as they were."""
    x, w = np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, -0.5, 0.7, 0.9, -1.6])
    x_before, w_before = x.copy(), w.copy()
    tree_gradients(x, w, 0.2)
    assert np.array_equal(x, x_before), f"x became {x}"
    assert np.array_equal(w, w_before), f"w became {w}"


LAWS.update({
    "sigmoid": [keeps_the_shape, mirrors_around_one_half, stays_finite],
    "sigmoid_grad": [derivative_keeps_the_shape, derivative_is_even, derivative_is_the_slope],
    "matmul_backward": [matmul_gradients_have_the_shapes_of_the_factors, matmul_zero_upstream_gives_zero, matmul_doubled_upstream_doubles, matmul_batches_add_up, matmul_leaves_its_inputs_alone, matmul_gradients_are_slopes],
    "squared_error": [squared_error_is_one_number, squared_error_of_a_hit_is_zero, squared_error_grows_with_the_square, squared_error_adds_over_batches],
    "squared_error_grad": [squared_error_grad_keeps_the_shape, squared_error_grad_changes_sign_with_the_error, squared_error_grad_treats_samples_alone, squared_error_grad_leaves_its_inputs_alone, squared_error_grad_is_the_slope],
    "gradient_step": [step_keeps_the_shape_of_w, step_stays_where_the_loss_is_zero, step_doubles_with_the_step_size, step_leaves_its_inputs_alone, step_lowers_the_loss],
    "three_layer_forward": [three_layer_mirrors_around_one_half, three_layer_forgets_below_a_zero_weight],
    "binary_cross_entropy": [cross_entropy_adds_up, cross_entropy_treats_both_classes_alike, cross_entropy_stays_finite, cross_entropy_leaves_its_inputs],
    "three_layer_gradients": [cross_entropy_gradients_are_three_numbers, cross_entropy_gradients_vanish_at_the_target, cross_entropy_gradients_are_the_slopes],
    "three_layer_regression_gradients": [regression_gradients_are_three_numbers, regression_gradients_double_with_the_error, regression_gradients_are_the_slopes],
    "mlp_forward": [mlp_forward_has_a_column_for_every_sample, mlp_forward_treats_samples_alone, mlp_forward_ends_with_g, mlp_forward_refuses_unknown_names],
    "activation_jacobian": [activation_jacobian_is_square, activation_jacobian_is_the_slope, activation_jacobian_refuses_unknown_names],
    "squared_error_jacobian": [squared_error_jacobian_is_a_row, squared_error_jacobian_vanishes_at_the_target, squared_error_jacobian_grows_with_the_error, squared_error_jacobian_is_the_slope],
    "binary_cross_entropy_grad": [cross_entropy_grad_keeps_the_shape, cross_entropy_grad_points_away_from_the_label, cross_entropy_grad_stays_finite, cross_entropy_grad_is_the_slope],
    "mlp_gradients": [mlp_gradients_have_the_shapes_of_the_parameters, mlp_gradients_add_over_the_batch, mlp_gradients_vanish_at_the_target, mlp_gradients_grow_with_the_error, mlp_gradients_leave_their_arguments_alone, mlp_gradients_are_slopes_of_the_squared_error, mlp_gradients_are_slopes_of_the_cross_entropy, mlp_gradients_refuse_unknown_names],
    "quadratic_gradient": [quadratic_gradient_has_four_entries, quadratic_gradient_gives_back_the_prediction, quadratic_gradient_is_the_slope],
    "gradient_descent_update": [update_keeps_the_shape, update_stays_where_the_gradient_is_zero, update_doubles_with_the_learning_rate, update_leaves_its_inputs_alone, update_goes_downhill],
    "tree_forward": [tree_lies_between_zero_and_one, tree_mirrors_around_one_half, tree_branches_can_be_exchanged, tree_leaves_its_inputs],
    "tree_gradients": [tree_gradients_are_six, tree_gradients_double_with_the_error, tree_gradients_are_the_slopes, tree_gradients_leave_their_inputs],
})
EXAMPLES.update({
    "sigmoid": [
        ('Example: at z = 0, where it is one half', (0.0,), (0.5,)),
        ('Example: at z = 1.4', (1.4,), (0.802183888559,)),
    ],
    "sigmoid_grad": [
        ('Example: at z = 1.4', (1.4,), (0.158684897496,)),
    ],
    "matmul_backward": [
        ('Example: 2 outputs, 3 inputs, 2 samples', (np.array([[1.0, -2.0], [0.5, 3.0]]), np.array([[1.0, 0.0, -1.0], [2.0, 0.5, 1.0]]), np.array([[2.0, 1.0], [0.0, -1.0], [4.0, 0.5]]),), (np.array([[0.0, 2.0, 3.0], [4.0, -3.0, 3.5]]), np.array([[2.0, 4.0], [0.25, 1.5], [-0.5, 5.0]]),)),
    ],
    "squared_error": [
        ('Example: 1 output, 3 samples', (np.array([[1.0, -0.5, 2.0]]), np.array([[0.25, 1.0, 1.5]]),), (3.0625,)),
    ],
    "squared_error_grad": [
        ('Example: 1 output, 3 samples', (np.array([[1.0, -0.5, 2.0]]), np.array([[0.25, 1.0, 1.5]]),), (np.array([[1.5, -3.0, 1.0]]),)),
    ],
    "gradient_step": [
        ('Example: 1 output, 2 inputs, 3 samples', (np.array([[1.0, -1.0]]), np.array([[1.0, 0.0, 2.0], [0.5, 1.0, -1.0]]), np.array([[0.0, 1.0, 2.5]]), 0.25,), (np.array([[0.25, 0.125]]),)),
    ],
    "three_layer_forward": [
        ('Example: the weights and the input of the handout', (0.25, -0.11, 0.78, 0.63,), (0.593495718636,)),
    ],
    "binary_cross_entropy": [
        ('Example: one prediction, target 1', (0.8, 1.0,), (0.223143551314,)),
        ('Example: two predictions, one of each class', (np.array([0.9, 0.2]), np.array([1.0, 0.0]),), (0.328504066972,)),
    ],
    "three_layer_gradients": [
        ('Example: small weights, target 0', (0.5, 0.4, -0.3, 1.2, 0.0,), (-0.00370824520342, -0.0218023093855, 0.258286508999,)),
    ],
    "three_layer_regression_gradients": [
        ('Example: small weights, target 0.2', (0.5, 0.4, -0.3, 1.2, 0.2,), (0.00598235687555, 0.0351727537691, -0.416682821176,)),
    ],
    "mlp_forward": [
        ('Example: two samples, ReLU then identity', (np.array([[0.5, -1.0], [1.0, 0.5], [-0.5, 1.0]]), np.array([0.25, -0.5, 0.75]), np.array([[1.0, -0.5, 2.0], [-1.0, 0.5, 0.25]]), np.array([0.5, -0.25]), np.array([[1.0, -1.0], [2.0, 0.5]]), 'relu', 'identity',), (np.array([[4.25, 4.0], [1.0625, 0.1875]]),)),
        ('Example: two samples, sigmoid twice', (np.array([[0.5, -1.0], [1.0, 0.5], [-0.5, 1.0]]), np.array([0.25, -0.5, 0.75]), np.array([[1.0, -0.5, 2.0], [-1.0, 0.5, 0.25]]), np.array([0.5, -0.25]), np.array([[1.0, -1.0], [2.0, 0.5]]), 'sigmoid', 'sigmoid',), (np.array([[0.893139064098, 0.917841682939], [0.540473683132, 0.438689333515]]),)),
    ],
    "activation_jacobian": [
        ('Example: ReLU, on and off', (np.array([1.5, -0.5]), 'relu',), (np.array([[1.0, 0.0], [0.0, 0.0]]),)),
    ],
    "squared_error_jacobian": [
        ('Example: a prediction above its target', (np.array([1.5, 3.0]), np.array([1.0, 1.0]),), (np.array([[1.0, 4.0]]),)),
    ],
    "binary_cross_entropy_grad": [
        ('Example: two predictions, one of each label', (np.array([0.8, 0.4]), np.array([1.0, 0.0]),), (np.array([-1.25, 1.66666666667]),)),
    ],
    "mlp_gradients": [
        ('Example: two samples, regression', (np.array([[0.5, -1.0], [1.0, 0.5], [-0.5, 1.0]]), np.array([0.25, -0.5, 0.75]), np.array([[1.0, -0.5, 2.0], [-1.0, 0.5, 0.25]]), np.array([0.5, -0.25]), np.array([[1.0, -1.0], [2.0, 0.5]]), np.array([[1.0, 0.0], [0.0, 1.0]]), 'relu', 'identity', 'squared_error',), (np.array([[0.0, 0.0], [-2.1875, -4.375], [-2.0625, 34.859375]]), np.array([0.0, -2.1875, 29.125]), np.array([[0.0, 9.75, 28.625], [0.0, 3.1875, 1.9375]]), np.array([14.5, 0.5]),)),
    ],
    "quadratic_gradient": [
        ('Example: at x1 = 1.5, x2 = -2', (1.5, -2.0,), (np.array([1.0, 1.5, -2.0, 2.25]),)),
    ],
    "gradient_descent_update": [
        ('Example: four parameters', (np.array([0.5, -1.0, 2.0, 0.0]), np.array([1.0, -2.0, 0.5, 3.0]), 0.1,), (np.array([0.4, -0.8, 1.95, -0.3]),)),
    ],
    "tree_forward": [
        ('Example: small inputs and weights', (np.array([0.5, -1.0, 2.0, 1.5]), np.array([0.4, 0.2, -0.3, 0.6, 0.7, -0.9]),), (0.5, 0.574442516812, 0.45834719134,)),
    ],
    "tree_gradients": [
        ('Example: small inputs and weights, target 0.3', (np.array([0.5, -1.0, 2.0, 1.5]), np.array([0.4, 0.2, -0.3, 0.6, 0.7, -0.9]), 0.3,), (np.array([0.00687961266142, -0.0137592253228, -0.0345965862095, -0.0259474396571, 0.0393120723509, 0.0451650515647]),)),
    ],
})
ANSWERS.update({
    "sigmoid_grad_max": (),
    "sigmoid_grad_argmax": (),
    "sigmoid_grad_infimum": (),
    "W_updated": (2, 2),
    "cross_entropy_gradients": (3,),
    "regression_gradients": (3,),
    "training_step_order": str,
    "tree_backward": ['s1', 'h1', 's2', 'h2', 's3', 'y_hat', 'div', 'd_y_hat', 'd_s3', 'd_h1', 'd_h2', 'd_s1', 'd_s2', 'w1', 'w2', 'w3', 'w4', 'w5', 'w6'],
})


QUESTIONS = ['sigmoid', 'sigmoid_grad', 'sigmoid_grad_max', 'sigmoid_grad_argmax', 'sigmoid_grad_infimum', 'matmul_backward', 'squared_error', 'squared_error_grad', 'gradient_step', 'W_updated', 'three_layer_forward', 'binary_cross_entropy', 'three_layer_gradients', 'cross_entropy_gradients', 'three_layer_regression_gradients', 'regression_gradients', 'mlp_forward', 'training_step_order', 'activation_jacobian', 'squared_error_jacobian', 'binary_cross_entropy_grad', 'mlp_gradients', 'quadratic_gradient', 'gradient_descent_update', 'tree_forward', 'tree_backward', 'tree_gradients']
