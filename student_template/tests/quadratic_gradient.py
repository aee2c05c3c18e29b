from otter.test_files import test_case

OK_FORMAT = False

name = "quadratic_gradient"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="There is one entry for each of the four parameters, in a vector of shape (4,).", 
    failure_message="There is one entry for each of the four parameters, in a vector of shape (4,).")
def test_1(env):
    from public_checks import holds
    holds('quadratic_gradient', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="The prediction is linear in w: the gradient's entries, weighted by w, add up to the prediction.", 
    failure_message="The prediction is linear in w: the gradient's entries, weighted by w, add up to the prediction.")
def test_2(env):
    from public_checks import holds
    holds('quadratic_gradient', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="The gradient agrees with the slopes of the prediction along w, measured by a central difference.", 
    failure_message="The gradient agrees with the slopes of the prediction along w, measured by a central difference.")
def test_3(env):
    from public_checks import holds
    holds('quadratic_gradient', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: at x1 = 1.5, x2 = -2", 
    failure_message="Example: at x1 = 1.5, x2 = -2")
def test_4(env):
    from public_checks import holds
    holds('quadratic_gradient', 4, env)

