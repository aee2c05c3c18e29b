from otter.test_files import test_case

OK_FORMAT = False

name = "tree_gradients"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="The gradients are one array of six numbers.", 
    failure_message="The gradients are one array of six numbers.")
def test_1(env):
    from public_checks import holds
    holds('tree_gradients', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="No error gives zero gradients; twice the error, on either side of your own prediction, gives twice as much.", 
    failure_message="No error gives zero gradients; twice the error, on either side of your own prediction, gives twice as much.")
def test_2(env):
    from public_checks import holds
    holds('tree_gradients', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="The gradients agree with the slopes of the squared error of your own prediction.", 
    failure_message="The gradients agree with the slopes of the squared error of your own prediction.")
def test_3(env):
    from public_checks import holds
    holds('tree_gradients', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="Computing the gradients leaves x and w as they were.", 
    failure_message="Computing the gradients leaves x and w as they were.")
def test_4(env):
    from public_checks import holds
    holds('tree_gradients', 4, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: small inputs and weights, target 0.3", 
    failure_message="Example: small inputs and weights, target 0.3")
def test_5(env):
    from public_checks import holds
    holds('tree_gradients', 5, env)

