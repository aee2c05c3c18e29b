from otter.test_files import test_case

OK_FORMAT = False

name = "three_layer_regression_gradients"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="There are three regression gradients, and each is one number.", 
    failure_message="There are three regression gradients, and each is one number.")
def test_1(env):
    from public_checks import holds
    holds('three_layer_regression_gradients', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="Twice the error, on either side of the prediction, gives twice the regression gradients.", 
    failure_message="Twice the error, on either side of the prediction, gives twice the regression gradients.")
def test_2(env):
    from public_checks import holds
    holds('three_layer_regression_gradients', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="The regression gradients agree with the slopes of the squared error of your own prediction.", 
    failure_message="The regression gradients agree with the slopes of the squared error of your own prediction.")
def test_3(env):
    from public_checks import holds
    holds('three_layer_regression_gradients', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: small weights, target 0.2", 
    failure_message="Example: small weights, target 0.2")
def test_4(env):
    from public_checks import holds
    holds('three_layer_regression_gradients', 4, env)

