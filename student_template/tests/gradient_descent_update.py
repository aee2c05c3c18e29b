from otter.test_files import test_case

OK_FORMAT = False

name = "gradient_descent_update"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="The new parameters have the shape of the old ones.", 
    failure_message="The new parameters have the shape of the old ones.")
def test_1(env):
    from public_checks import holds
    holds('gradient_descent_update', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="Where the gradient is zero, the parameters stay as they are.", 
    failure_message="Where the gradient is zero, the parameters stay as they are.")
def test_2(env):
    from public_checks import holds
    holds('gradient_descent_update', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="Twice the learning rate moves the parameters twice as far, in the same direction.", 
    failure_message="Twice the learning rate moves the parameters twice as far, in the same direction.")
def test_3(env):
    from public_checks import holds
    holds('gradient_descent_update', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="The parameters and the gradient that were handed in are the same after the call as before it.", 
    failure_message="The parameters and the gradient that were handed in are the same after the call as before it.")
def test_4(env):
    from public_checks import holds
    holds('gradient_descent_update', 4, env)

@test_case(points=0.0, hidden=False, 
    success_message="A loss with this gradient everywhere is lower after the step than before it.", 
    failure_message="A loss with this gradient everywhere is lower after the step than before it.")
def test_5(env):
    from public_checks import holds
    holds('gradient_descent_update', 5, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: four parameters", 
    failure_message="Example: four parameters")
def test_6(env):
    from public_checks import holds
    holds('gradient_descent_update', 6, env)

