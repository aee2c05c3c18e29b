from otter.test_files import test_case

OK_FORMAT = False

name = "squared_error_jacobian"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="The Jacobian is a row with one column an output.", 
    failure_message="The Jacobian is a row with one column an output.")
def test_1(env):
    from public_checks import holds
    holds('squared_error_jacobian', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="Where the prediction meets the target the Jacobian is zero, and only there.", 
    failure_message="Where the prediction meets the target the Jacobian is zero, and only there.")
def test_2(env):
    from public_checks import holds
    holds('squared_error_jacobian', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="Twice the error gives twice the Jacobian; the opposite error gives the opposite one.", 
    failure_message="Twice the error gives twice the Jacobian; the opposite error gives the opposite one.")
def test_3(env):
    from public_checks import holds
    holds('squared_error_jacobian', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="The Jacobian agrees with the measured slope of your own squared_error.", 
    failure_message="The Jacobian agrees with the measured slope of your own squared_error.")
def test_4(env):
    from public_checks import holds
    holds('squared_error_jacobian', 4, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: a prediction above its target", 
    failure_message="Example: a prediction above its target")
def test_5(env):
    from public_checks import holds
    holds('squared_error_jacobian', 5, env)

