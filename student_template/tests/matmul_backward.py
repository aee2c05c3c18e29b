from otter.test_files import test_case

OK_FORMAT = False

name = "matmul_backward"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="There are two gradients: the first has the shape of W, the second has the shape of X.", 
    failure_message="There are two gradients: the first has the shape of W, the second has the shape of X.")
def test_1(env):
    from public_checks import holds
    holds('matmul_backward', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="Where the loss does not depend on Y, both gradients are zero.", 
    failure_message="Where the loss does not depend on Y, both gradients are zero.")
def test_2(env):
    from public_checks import holds
    holds('matmul_backward', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="Twice the upstream gradient gives twice both gradients.", 
    failure_message="Twice the upstream gradient gives twice both gradients.")
def test_3(env):
    from public_checks import holds
    holds('matmul_backward', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="For two batches side by side, dL_dW is the sum of theirs, and their dL_dX stand side by side.", 
    failure_message="For two batches side by side, dL_dW is the sum of theirs, and their dL_dX stand side by side.")
def test_4(env):
    from public_checks import holds
    holds('matmul_backward', 4, env)

@test_case(points=0.0, hidden=False, 
    success_message="The upstream gradient, W and X are the same after the call as before it.", 
    failure_message="The upstream gradient, W and X are the same after the call as before it.")
def test_5(env):
    from public_checks import holds
    holds('matmul_backward', 5, env)

@test_case(points=0.0, hidden=False, 
    success_message="Both gradients agree with central differences of a loss that is a weighted sum of Y = W X.", 
    failure_message="Both gradients agree with central differences of a loss that is a weighted sum of Y = W X.")
def test_6(env):
    from public_checks import holds
    holds('matmul_backward', 6, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: 2 outputs, 3 inputs, 2 samples", 
    failure_message="Example: 2 outputs, 3 inputs, 2 samples")
def test_7(env):
    from public_checks import holds
    holds('matmul_backward', 7, env)

