from otter.test_files import test_case

OK_FORMAT = False

name = "tree_forward"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="There are three values, h1, h2 and y_hat; each is one number between 0 and 1.", 
    failure_message="There are three values, h1, h2 and y_hat; each is one number between 0 and 1.")
def test_1(env):
    from public_checks import holds
    holds('tree_forward', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="Turning the signs of w5 and w6 around turns y_hat into one minus itself; h1 and h2 stay.", 
    failure_message="Turning the signs of w5 and w6 around turns y_hat into one minus itself; h1 and h2 stay.")
def test_2(env):
    from public_checks import holds
    holds('tree_forward', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="Exchanging the two inner units with all their inputs and weights exchanges h1 and h2; y_hat stays.", 
    failure_message="Exchanging the two inner units with all their inputs and weights exchanges h1 and h2; y_hat stays.")
def test_3(env):
    from public_checks import holds
    holds('tree_forward', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="Computing the prediction leaves x and w as they were.", 
    failure_message="Computing the prediction leaves x and w as they were.")
def test_4(env):
    from public_checks import holds
    holds('tree_forward', 4, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: small inputs and weights", 
    failure_message="Example: small inputs and weights")
def test_5(env):
    from public_checks import holds
    holds('tree_forward', 5, env)

