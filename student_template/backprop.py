# %% [markdown]
# # Backpropagation by hand
#
# Fill in the functions and the answers below. Check them as often as you like: by the cells below each of them in the
# notebook, by `python -m pytest` for the `.py` file. Checks see only a few things that every right answer has, and the
# grade comes from cases that they do not show. Leave the names as they are, and leave the line with `answer:` on top of
# each written answer.

# %%
import numpy as np

# %% [markdown]
# # The sigmoid and its derivative
#
# The logistic sigmoid squeezes any number into the interval from 0 to 1:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# It stands between the layers of every network in this homework, so its derivative is the factor that you will
# write most often. Throughout the homework $\hat y$ (`y_hat`) is the prediction and $y$ is the target.

# %% [markdown]
# ## `sigmoid(z)`
#
# Write $\sigma(z)$ for a number or an array of any shape; the result has the same shape. It must be a number between 0 and 1
# at every finite $z$, however large: one common form of the formula computes $\infty / \infty$ for $z = 1000$, and the formula above,
# typed as it stands, gets away with a warning for $z = -1000$. You can do without either.
#
# *2.5 points*

# %%
def sigmoid(z):
    """The logistic sigmoid of z, elementwise.

    z: a number or an array of any shape (integers count as numbers).
    Returns float64 of the same shape, in [0, 1]. No overflow at any finite z, however large.
    """
    raise NotImplementedError("sigmoid is not written yet")

# %% [markdown]
# ## `sigmoid_grad(z)`
#
# Differentiate $\sigma$, and write the derivative **at $z$**: the argument is what goes into the sigmoid, not what comes out of
# it. Work the derivative by hand, then express it through $\sigma$ itself; the homework asks for formulas, so a numerical
# difference quotient loses points (it has hardly a digit left where the sigmoid is flat).
#
# *3 points*

# %%
def sigmoid_grad(z):
    """The derivative of the sigmoid AT z, elementwise.

    z: a number or an array of any shape. It is the argument of the sigmoid, not its value.
    Returns float64 of the same shape.
    """
    raise NotImplementedError("sigmoid_grad is not written yet")

# %% [markdown]
# ## The extrema of the derivative
#
# What is the largest value of $\sigma'(z)$ over all real $z$, and at which $z$ is it taken? What is the
# infimum of $\sigma'(z)$, the value that it comes as close to as you like without ever reaching it?
#
# *3 points*

# %%
sigmoid_grad_max = None  # a number

# %%
sigmoid_grad_argmax = None  # a number

# %%
sigmoid_grad_infimum = None  # a number

# %% [markdown]
# # The matrix product
#
# A linear layer without a bias is a matrix product:
#
# $$Y = W X$$
#
# $W$ is $m \times d$; $X$ is $d \times n$ and its columns are $n$ samples; so $Y$ is $m \times n$. Here the
# product $Y$ is itself the prediction and $T$, of the same shape, is the target; where the homework writes
# $\hat y$ (`y_hat`) and $y$, $\hat y$ is always the prediction and $y$ the target. $\partial L / \partial Y$
# is the matrix with the entries $\partial L / \partial Y_{ij}$, shaped like $Y$, and the same goes for $W$
# and $X$.

# %% [markdown]
# ## The gradient of $W$, derived
#
# Let $L$ be any loss that depends on $W$ through $Y = W X$ alone. Derive $\partial L / \partial W$ as an
# expression in $\partial L / \partial Y$, $W$ and $X$ (not all of them need appear), for any $m$, $d$ and
# $n$. Show every step: a result that is stated or made plausible by its shapes is not derived. You may start
# from the product written entry by entry, or from a formula for $\partial L / \partial X$ if your class
# proved one.
#
# *5 points*

# %% [markdown]
# <!-- answer: matmul_derivation -->
#
# *Write your answer here.*

# %% [markdown]
# ## `matmul_backward(dL_dY, W, X)`
#
# Given $\partial L / \partial Y$ (the *upstream* gradient), return the pair
# $(\partial L / \partial W, \partial L / \partial X)$. The first is summed over the samples, not averaged.
# The upstream gradient may hold any numbers.
#
# *5 points*

# %%
def matmul_backward(dL_dY, W, X):
    """The gradients of a loss L with respect to both factors of Y = W X.

    dL_dY: (m, n), the gradient of L with respect to Y. W: (m, d). X: (d, n), samples are columns.
    Returns (dL_dW, dL_dX), shaped like W and like X; dL_dW is summed over the samples, not averaged.
    The arguments are not changed.
    """
    raise NotImplementedError("matmul_backward is not written yet")

# %% [markdown]
# ## `squared_error(Y, T)`
#
# The loss of this homework for numbers is the **sum** of the squared errors over all outputs and all samples,
# with no factor $\tfrac12$ and no mean:
#
# $$L = \sum_{i,j} (Y_{ij} - T_{ij})^2$$
#
# Return it as one number.
#
# *2.5 points*

# %%
def squared_error(Y, T):
    """The sum of the squared errors of all entries: no factor 1/2 and no mean.

    Y: (m, n), the prediction. T: (m, n), the target. Samples are columns.
    Returns one number, a float.
    """
    raise NotImplementedError("squared_error is not written yet")

# %% [markdown]
# ## `squared_error_grad(Y, T)`
#
# Differentiate that loss with respect to the prediction $Y$. Mind the sign: predictions lie above and below
# their targets.
#
# *2.5 points*

# %%
def squared_error_grad(Y, T):
    """The gradient of squared_error(Y, T) with respect to the prediction Y.

    Y: (m, n), the prediction. T: (m, n), the target. Samples are columns.
    Returns float64 of the shape of Y. The arguments are not changed.
    """
    raise NotImplementedError("squared_error_grad is not written yet")

# %% [markdown]
# ## `gradient_step(W, X, T, step_size)`
#
# Make one step of gradient descent on $L(W) = \sum_{i,j} \big((W X)_{ij} - T_{ij}\big)^2$ and return the new
# $W$. The matrix that was handed in stays as it was.
#
# *3 points*

# %%
def gradient_step(W, X, T, step_size):
    """W after one step of gradient descent on squared_error(W X, T).

    W: (m, d). X: (d, n), samples are columns. T: (m, n), the target. step_size: a positive number.
    Returns float64 of the shape of W. W itself is not changed.
    """
    raise NotImplementedError("gradient_step is not written yet")

# %% [markdown]
# ## One step by hand
#
# Two samples $x_1$ and $x_2$ are the columns of $X$, with their targets in the columns of $T$:
#
# $$W = \begin{pmatrix} 0.3 & 0.5 \\ -0.2 & 0.4 \end{pmatrix}, \qquad
# X = \begin{pmatrix} 0 & 2 \\ 3 & 1 \end{pmatrix}, \qquad
# T = \begin{pmatrix} 0.5 & 1 \\ 1 & -1.5 \end{pmatrix}$$
#
# What is $W$ after one step of gradient descent on the squared error above (a sum), with step size $0.1$? Set
# `W_updated` to the $2 \times 2$ matrix.
#
# *4 points*

# %%
W_updated = None  # shape (2, 2)

# %% [markdown]
# # A chain of three layers
#
# Three layers in a row, one number in each: the smallest network with a depth. Each layer multiplies by its weight
# and applies the sigmoid; there is no bias.
#
# $$\hat y = \sigma\bigl(w_3\,\sigma(w_2\,\sigma(w_1 x))\bigr)$$
#
# As everywhere in this homework $\hat y$ (`y_hat`) is the prediction and $y$ is the target. `log` is the natural
# logarithm. The functions below may call your own `sigmoid` and `sigmoid_grad`.

# %% [markdown]
# ## `three_layer_forward(w1, w2, w3, x)`
#
# Return the prediction $\hat y$, a number. With $w_1 = 0.25$, $w_2 = -0.11$, $w_3 = 0.78$ and $x = 0.63$ you should see
#
# | $w_1 x$ | first layer | times $w_2$ | second layer | times $w_3$ | $\hat y$ |
# |---|---|---|---|---|---|
# | 0.1575 | 0.539294 | -0.0593223 | 0.485174 | 0.378436 | 0.593496 |
#
# *2.5 points*

# %%
def three_layer_forward(w1, w2, w3, x):
    """The prediction of three sigmoid layers in a row, one weight each and no bias.

    w1, w2, w3: the weights, numbers; w1 belongs to the layer that sees the input x, a number.
    Returns the prediction y_hat, a float between 0 and 1: the last layer has its sigmoid too.
    """
    raise NotImplementedError("three_layer_forward is not written yet")

# %% [markdown]
# ## `binary_cross_entropy(y_hat, y)`
#
# $$L(\hat y, y) = -\bigl(y \log \hat y + (1 - y) \log(1 - \hat y)\bigr)$$
#
# Return the loss **summed** over all entries (no mean); both arguments are numbers, or arrays of the same shape.
# Clip $\hat y$ to the interval from $10^{-12}$ to $1 - 10^{-12}$ first, so that the loss is finite when a
# prediction is exactly 0 or 1. Leave the arrays that you were given as they are.
#
# *3 points*

# %%
def binary_cross_entropy(y_hat, y):
    """The binary cross entropy, natural logarithm, SUMMED over all entries (no mean).

    y_hat: the prediction, y: the target, in [0, 1]; both numbers, or arrays of the same shape.
    y_hat is clipped to [1e-12, 1 - 1e-12] first, so the result is finite at 0 and 1.
    Returns a float. y_hat and y stay as they are.
    """
    raise NotImplementedError("binary_cross_entropy is not written yet")

# %% [markdown]
# ## `three_layer_gradients(w1, w2, w3, x, y)`
#
# Return `(g1, g2, g3)`, the derivatives of the cross entropy $L(\hat y, y)$ with respect to $w_1$, $w_2$ and $w_3$, for one sample
# $x$ with the target $y$ between 0 and 1. Disregard the clipping: differentiate the formula itself, by hand.
# Numerical differences lose points: they have no digit left where a sigmoid is flat.
#
# *5 points*

# %%
def three_layer_gradients(w1, w2, w3, x, y):
    """The gradients of the cross entropy of three_layer_forward's prediction, one a weight.

    w1, w2, w3: the weights, x: the input, y: the TARGET in [0, 1], all numbers. Disregard the clipping.
    Returns (g1, g2, g3), floats: the derivatives with respect to w1, w2 and w3, in this order.
    """
    raise NotImplementedError("three_layer_gradients is not written yet")

# %% [markdown]
# ## By hand: `cross_entropy_gradients`
#
# Take $w_1 = 0.25$, $w_2 = -0.11$, $w_3 = 0.78$, $x = 0.63$ and the target $y = 1$. Work out the derivatives of the cross entropy with respect
# to $w_1$, $w_2$ and $w_3$, in this order. Three significant digits or more, please.
#
# *3 points*

# %%
cross_entropy_gradients = None  # shape (3,)

# %% [markdown]
# ## What do you notice?
#
# Compare the magnitudes of the three derivatives that you just found. What do they show, what is it called, and which
# factors of your formulas cause it?
#
# *2 points*

# %% [markdown]
# <!-- answer: vanishing_gradients -->
#
# *Write your answer here.*

# %% [markdown]
# ## The same chain for regression
#
# Now the last layer loses its sigmoid, so that the prediction can be any number, and the loss is the squared error (no $\tfrac12$):
#
# $$\hat y = w_3\,\sigma(w_2\,\sigma(w_1 x)) \qquad L = (y - \hat y)^2$$
#
# Derive $\partial L/\partial w_1$, $\partial L/\partial w_2$ and $\partial L/\partial w_3$. Name the values between the layers, write
# every step of the chain rule, and say at which point each derivative of a sigmoid is taken.
#
# *5 points*

# %% [markdown]
# <!-- answer: regression_derivation -->
#
# *Write your answer here.*

# %% [markdown]
# ## `three_layer_regression_gradients(w1, w2, w3, x, y)`
#
# Return `(g1, g2, g3)`, the three derivatives of the squared error that you derived, for one sample $x$ with the target $y$.
#
# *4 points*

# %%
def three_layer_regression_gradients(w1, w2, w3, x, y):
    """The gradients of the squared error (no 1/2) when the last layer has NO sigmoid, one a weight.

    w1, w2, w3: the weights, x: the input, y: the TARGET, any number.
    Returns (g1, g2, g3), floats: the derivatives with respect to w1, w2 and w3, in this order.
    """
    raise NotImplementedError("three_layer_regression_gradients is not written yet")

# %% [markdown]
# ## By hand: `regression_gradients`
#
# Take $w_1 = 0.25$, $w_2 = -0.11$, $w_3 = 0.78$ and $x = 0.63$ as before, and the target $y = 128$. Work out the derivatives of the squared error
# with respect to $w_1$, $w_2$ and $w_3$, in this order. Three significant digits or more, please.
#
# *3 points*

# %%
regression_gradients = None  # shape (3,)

# %% [markdown]
# ## What do you notice this time?
#
# What do these three magnitudes show, what causes that, and what would a step of gradient descent do?
#
# *2 points*

# %% [markdown]
# <!-- answer: exploding_gradients -->
#
# *Write your answer here.*

# %% [markdown]
# # A network of two linear layers
#
# The network has two linear layers, each followed by an elementwise activation:
#
# $$x \;\to\; \text{Linear}_1 \;\to\; f \;\to\; \text{Linear}_2 \;\to\; g \;\to\; \hat y$$
#
# Throughout, $\hat y$ (`y_hat`, `Y_hat`) is the prediction and $y$ (`y`, `Y`) is the target. A table of what goes into each layer and
# what comes out of it is the map for everything below; the backward pass reads it from the bottom up. For one sample
# $x$ with $d$ entries, $m$ hidden units and $K$ outputs (`k` in the code):
#
# | layer | input | output | entries of the output |
# |---|---|---|---|
# | $\text{Linear}_1$ | $x$ | $z_1 = W_1 x + b_1$ | $m$ |
# | $f$ | $z_1$ | $z_2 = f(z_1)$ | $m$ |
# | $\text{Linear}_2$ | $z_2$ | $z_3 = W_2 z_2 + b_2$ | $K$ |
# | $g$ | $z_3$ | $\hat y = g(z_3)$ | $K$ |
# | loss | $\hat y$ and $y$ | $l$ | 1 |
#
# The activations go by name: `"relu"`, $\max(z, 0)$; `"sigmoid"`, $\sigma(z)$; `"identity"`, $z$. The losses are sums:
#
# $$l_{\text{squared error}} = \sum_{i=1}^{K} (\hat y_i - y_i)^2, \qquad
# l_{\text{cross entropy}} = -\sum_{i=1}^{K} \big[\, y_i \log \hat y_i + (1 - y_i) \log(1 - \hat y_i) \,\big]$$
#
# with no $\frac12$, no mean, and the natural logarithm. In the functions below an unknown name raises `ValueError`.

# %% [markdown]
# ## `mlp_forward(W1, b1, W2, b2, X, f, g)`
#
# Write the forward pass for a batch: the columns of `X`, of shape $(d, n)$, are $n$ samples, and the columns of the result, of shape $(K, n)$, are
# their predictions $\hat y$. The biases have the shapes $(m,)$ and $(K,)$; every sample gets the same ones.
#
# *3 points*

# %%
def mlp_forward(W1, b1, W2, b2, X, f, g):
    """The prediction of the network Linear1 -> f -> Linear2 -> g for a batch of samples.

    W1 (m, d), b1 (m,), W2 (k, m), b2 (k,): the parameters of the two linear layers.
    X (d, n): n samples, one a column.
    f, g: "relu", "sigmoid" or "identity", applied elementwise; any other name raises ValueError.
    Returns Y_hat (k, n), one prediction a column. The arguments are left untouched.
    """
    raise NotImplementedError("mlp_forward is not written yet")

# %% [markdown]
# ## The order of a training step
#
# One iteration of training has these five steps, here shuffled. Put the letters in the right order, in a text such as `"ABCDE"`.
#
# - **A** Go back through the layers from the loss, adding the gradient of every parameter to what its store holds.
# - **B** Let the optimizer move every parameter against its gradient.
# - **C** Send the batch through the network to get the predictions $\hat y$.
# - **D** Set the stores of the gradients to zero.
# - **E** Compare the predictions $\hat y$ with the targets $y$ to get the loss.
#
# Step D does its job anywhere before the stores are added to; here it is done at the last possible moment.
#
# *2.25 points*

# %%
training_step_order = None  # a text in quotes

# %% [markdown]
# ## `activation_jacobian(z, name)`
#
# What are the elements of $\partial z_2 / \partial z_1$, and of $\partial \hat y / \partial z_3$? For the vector $z$ of one sample, of shape $(m,)$, write
# the Jacobian of the named activation, of shape $(m, m)$: its entry $(i, j)$ is the derivative of output $i$ with respect to
# input $j$. `z` is what goes into the activation. The slope of the ReLU at exactly 0 counts as 0.
#
# *2.5 points*

# %%
def activation_jacobian(z, name):
    """The Jacobian of an elementwise activation AT z, for one sample.

    z (m,): what goes into the activation, not what comes out of it.
    name: "relu" (its slope at exactly 0 counts as 0), "sigmoid" or "identity"; any other raises ValueError.
    Returns (m, m); entry (i, j) is the derivative of output i with respect to input j.
    """
    raise NotImplementedError("activation_jacobian is not written yet")

# %% [markdown]
# ## `squared_error_jacobian(y_hat, y)`
#
# For one sample, write $\partial l / \partial \hat y$ for the squared error. The prediction `y_hat` and the target `y` have shape
# $(K,)$; a loss is one number with $K$ inputs, so its Jacobian is a row, of shape $(1, K)$.
#
# *2.5 points*

# %%
def squared_error_jacobian(y_hat, y):
    """The Jacobian of the squared error of one sample with respect to its prediction.

    y_hat (k,): the prediction. y (k,): the target. The loss is the sum of the k squares: no 1/2, no mean.
    Returns a row, (1, k): one output (the loss), k inputs.
    """
    raise NotImplementedError("squared_error_jacobian is not written yet")

# %% [markdown]
# ## `binary_cross_entropy_grad(y_hat, y)`
#
# Write the derivative of the binary cross entropy with respect to every prediction, elementwise: `y_hat` holds the predictions, `y` the targets, both
# from 0 to 1 and of one shape, and the result has that shape too. At predictions of 0 and 1 it must stay finite: like the loss, it first clips
# `y_hat` into the interval from $10^{-12}$ to $1 - 10^{-12}$.
#
# *2.5 points*

# %%
def binary_cross_entropy_grad(y_hat, y):
    """The derivative of the binary cross entropy with respect to every prediction, elementwise.

    y_hat: the predictions, numbers from 0 to 1 of any shape. y: the targets, from 0 to 1, of the same shape.
    The loss is the sum over the entries, with the natural logarithm: no mean.
    Like the loss, clip y_hat into [1e-12, 1 - 1e-12] first, so that the result is finite at y_hat = 0 and 1.
    Returns float64 of the shape of y_hat. The arguments are left untouched.
    """
    raise NotImplementedError("binary_cross_entropy_grad is not written yet")

# %% [markdown]
# ## `mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)`
#
# Now the whole backward pass: the gradients of the loss with respect to $W_1$, $b_1$, $W_2$ and $b_2$, in this order, each of the shape of its
# parameter. The targets $y$ are the columns of `Y`, of shape $(K, n)$; `loss` is `"squared_error"` or `"binary_cross_entropy"`, and the losses of
# the $n$ samples are added. Derive them on paper first, for one sample, layer by layer from the bottom of the table; then ask what a batch changes. The homework
# asks for formulas: a numerical difference quotient fails where the sigmoid is flat.
#
# *8 points*

# %%
def mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss):
    """The gradients of the loss of mlp_forward with respect to its parameters, summed over the batch.

    W1 (m, d), b1 (m,), W2 (k, m), b2 (k,), X (d, n), f and g: as for mlp_forward, one sample a column.
    Y (k, n): the targets, one a column.
    loss: "squared_error" or "binary_cross_entropy", summed over outputs and samples: no 1/2, no mean.
    Any other name of an activation or a loss raises ValueError. The arguments are left untouched.
    Returns the tuple (dW1, db1, dW2, db2), each of the shape of its parameter.
    """
    raise NotImplementedError("mlp_gradients is not written yet")

# %% [markdown]
# ## Why deep stacks of sigmoids stop learning
#
# Put many layers on top of each other, each with a sigmoid behind it. Explain why the layers near the input hardly learn: look at the size of the derivative of
# the sigmoid, at what happens to it for large $|z|$, and at how the layers combine in the chain rule.
#
# *3 points*

# %% [markdown]
# <!-- answer: saturating_sigmoids -->
#
# *Write your answer here.*

# %% [markdown]
# ## From regression to classification
#
# Regression takes $f$ = ReLU, $g$ = identity and the squared error. Fill in the table above for it, and a second table with
# the elements of $\partial l / \partial \hat y$, $\partial \hat y / \partial z_3$, $\partial z_2 / \partial z_1$ and the gradients of $W_1$, $b_1$, $W_2$, $b_2$ for one sample. Then:
#
# 1. Make both $f$ and $g$ sigmoids and keep the squared error. Which entries of the two tables change, into what, and which stay?
# 2. Now take the binary cross entropy in place of the squared error. What changes again, and what does
#    $\partial l / \partial z_3$ simplify to?
#
# *3 points*

# %% [markdown]
# <!-- answer: classification_changes -->
#
# *Write your answer here.*

# %% [markdown]
# # A quadratic model and the update rule
#
# A model may be curved in its inputs and still be linear in its parameters:
#
# $$\hat y = w_0 + w_1 x_1 + w_2 x_2 + w_3 x_1^2$$
#
# $\hat y$ (`y_hat`) is the prediction; a target, where there is one, is called $y$.

# %% [markdown]
# ## `quadratic_gradient(x1, x2)`
#
# Return the gradient of the prediction $\hat y$ with respect to the parameters $w = (w_0, w_1, w_2, w_3)$, in
# this order, for the numbers $x_1$ and $x_2$. Ask of each parameter: what is the slope of $\hat y$ when this
# one alone moves?
#
# *1.5 points*

# %%
def quadratic_gradient(x1, x2):
    """The gradient of the prediction y_hat = w0 + w1 x1 + w2 x2 + w3 x1^2 with respect to w.

    x1, x2: numbers, the two features of one sample.
    Returns float64 of shape (4,), in the order w0, w1, w2, w3.
    """
    raise NotImplementedError("quadratic_gradient is not written yet")

# %% [markdown]
# ## `gradient_descent_update(w, gradient, learning_rate)`
#
# Write the update rule of gradient descent: given the parameters $w$, the gradient of the loss with respect
# to them and the learning rate $\eta$, return the parameters after one step that is meant to lower the loss.
# The result is a new array of the shape of $w$; the array that was handed in stays as it was.
#
# *1.5 points*

# %%
def gradient_descent_update(w, gradient, learning_rate):
    """The parameters after one step of gradient descent.

    w: the parameters, an array of any shape. gradient: that of the loss with respect to w, of the same shape.
    learning_rate: a positive number.
    Returns a new float64 array of the shape of w. w and gradient are not changed.
    """
    raise NotImplementedError("gradient_descent_update is not written yet")

# %% [markdown]
# # A small tree, by hand
#
# Two inner units read two inputs each, and a last unit reads the two:
#
# $$s_1 = x_1 w_1 + x_2 w_2 \qquad h_1 = \sigma(s_1)$$
#
# $$s_2 = x_3 w_3 + x_4 w_4 \qquad h_2 = \sigma(s_2)$$
#
# $$s_3 = h_1 w_5 + h_2 w_6 \qquad \hat y = \sigma(s_3)$$
#
# $\hat y$ (`y_hat`) is the prediction, $y$ is the target, and the loss, called the divergence here, is the squared error (no $\tfrac12$):
#
# $$\mathrm{Div} = (\hat y - y)^2$$

# %% [markdown]
# ## `tree_forward(x, w)`
#
# Return `(h1, h2, y_hat)`, three numbers. `x` holds $x_1 \dots x_4$ and `w` holds $w_1 \dots w_6$; leave both as they are.
#
# *1.5 points*

# %%
def tree_forward(x, w):
    """The values of the three sigmoid units of the tree.

    x: (4,), the inputs x1..x4; w: (6,), the weights w1..w6. x and w stay as they are.
    Returns (h1, h2, y_hat), floats: the two inner units and the prediction.
    """
    raise NotImplementedError("tree_forward is not written yet")

# %% [markdown]
# ## By hand: `tree_backward`
#
# Take
#
# $$x = (-0.7,\; 1.2,\; 1.1,\; -2) \qquad w = (-1.7,\; 0.1,\; -0.6,\; -1.8,\; -0.2,\; 0.5) \qquad y = 0.5$$
#
# and work through the tree with pencil and paper, first forward, then backward, one value after the other. Three
# significant digits or more, please. Put the values into a dict with these keys:
#
# | keys | values |
# |---|---|
# | `s1` `h1` `s2` `h2` `s3` `y_hat` `div` | the values of the forward pass, and the loss |
# | `d_y_hat` `d_s3` `d_h1` `d_h2` `d_s1` `d_s2` | the derivative of $\mathrm{Div}$ with respect to $\hat y$, $s_3$, $h_1$, $h_2$, $s_1$, $s_2$ |
# | `w1` `w2` `w3` `w4` `w5` `w6` | the derivative of $\mathrm{Div}$ with respect to each weight (not the weight itself) |
#
# *4.75 points*

# %%
tree_backward = {
    "s1": None,
    "h1": None,
    "s2": None,
    "h2": None,
    "s3": None,
    "y_hat": None,
    "div": None,
    "d_y_hat": None,
    "d_s3": None,
    "d_h1": None,
    "d_h2": None,
    "d_s1": None,
    "d_s2": None,
    "w1": None,
    "w2": None,
    "w3": None,
    "w4": None,
    "w5": None,
    "w6": None,
}

# %% [markdown]
# ## `tree_gradients(x, w, y)`
#
# Now let a program do it: return the derivatives of $\mathrm{Div}$ with respect to $w_1 \dots w_6$ as an array of shape (6,), for any inputs,
# weights and target. Use the formulas that you worked with; numerical differences have no digit left where a sigmoid is flat.
#
# *4 points*

# %%
def tree_gradients(x, w, y):
    """The gradient of the squared error (no 1/2) of tree_forward's prediction with respect to all weights.

    x: (4,), the inputs x1..x4; w: (6,), the weights w1..w6; y: the TARGET, a number. x and w stay as they are.
    Returns (6,), the derivatives with respect to w1..w6, in this order.
    """
    raise NotImplementedError("tree_gradients is not written yet")
