from otter.test_files import test_case

OK_FORMAT = False

name = "squared_error_grad"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="The gradient has the shape of Y.", 
    failure_message="The gradient has the shape of Y.")
def test_1(env):
    from public_checks import holds
    holds('squared_error_grad', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="An error of the same size on the other side of the target has the opposite gradient.", 
    failure_message="An error of the same size on the other side of the target has the opposite gradient.")
def test_2(env):
    from public_checks import holds
    holds('squared_error_grad', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="The gradient of a sample does not depend on how many others are in the batch.", 
    failure_message="The gradient of a sample does not depend on how many others are in the batch.")
def test_3(env):
    from public_checks import holds
    holds('squared_error_grad', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="The prediction and the target are the same after the call as before it.", 
    failure_message="The prediction and the target are the same after the call as before it.")
def test_4(env):
    from public_checks import holds
    holds('squared_error_grad', 4, env)

@test_case(points=0.0, hidden=False, 
    success_message="The gradient agrees with the slope of your own squared_error, measured by a central difference.", 
    failure_message="The gradient agrees with the slope of your own squared_error, measured by a central difference.")
def test_5(env):
    from public_checks import holds
    holds('squared_error_grad', 5, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: 1 output, 3 samples", 
    failure_message="Example: 1 output, 3 samples")
def test_6(env):
    from public_checks import holds
    holds('squared_error_grad', 6, env)

