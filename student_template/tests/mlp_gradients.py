from otter.test_files import test_case

OK_FORMAT = False

name = "mlp_gradients"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="There are four gradients, each of the shape of its parameter.", 
    failure_message="There are four gradients, each of the shape of its parameter.")
def test_1(env):
    from public_checks import holds
    holds('mlp_gradients', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="The gradients of a batch are the sums of the gradients of its parts.", 
    failure_message="The gradients of a batch are the sums of the gradients of its parts.")
def test_2(env):
    from public_checks import holds
    holds('mlp_gradients', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="Where your predictions meet the targets, every gradient of the squared error is zero.", 
    failure_message="Where your predictions meet the targets, every gradient of the squared error is zero.")
def test_3(env):
    from public_checks import holds
    holds('mlp_gradients', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="Twice the error gives twice the gradients of the squared error.", 
    failure_message="Twice the error gives twice the gradients of the squared error.")
def test_4(env):
    from public_checks import holds
    holds('mlp_gradients', 4, env)

@test_case(points=0.0, hidden=False, 
    success_message="Parameters, samples and targets stay as they were, and a second call gives the same gradients.", 
    failure_message="Parameters, samples and targets stay as they were, and a second call gives the same gradients.")
def test_5(env):
    from public_checks import holds
    holds('mlp_gradients', 5, env)

@test_case(points=0.0, hidden=False, 
    success_message="The gradients agree with the slopes of your own squared_error of your own mlp_forward.", 
    failure_message="The gradients agree with the slopes of your own squared_error of your own mlp_forward.")
def test_6(env):
    from public_checks import holds
    holds('mlp_gradients', 6, env)

@test_case(points=0.0, hidden=False, 
    success_message="The gradients agree with the slopes of your own binary_cross_entropy of your own mlp_forward.", 
    failure_message="The gradients agree with the slopes of your own binary_cross_entropy of your own mlp_forward.")
def test_7(env):
    from public_checks import holds
    holds('mlp_gradients', 7, env)

@test_case(points=0.0, hidden=False, 
    success_message="An unknown activation or loss raises ValueError.", 
    failure_message="An unknown activation or loss raises ValueError.")
def test_8(env):
    from public_checks import holds
    holds('mlp_gradients', 8, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: two samples, regression", 
    failure_message="Example: two samples, regression")
def test_9(env):
    from public_checks import holds
    holds('mlp_gradients', 9, env)

