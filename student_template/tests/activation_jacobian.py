from otter.test_files import test_case

OK_FORMAT = False

name = "activation_jacobian"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="The Jacobian has a row and a column for every entry of z.", 
    failure_message="The Jacobian has a row and a column for every entry of z.")
def test_1(env):
    from public_checks import holds
    holds('activation_jacobian', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="The Jacobian agrees with slopes measured on the activation in your own mlp_forward.", 
    failure_message="The Jacobian agrees with slopes measured on the activation in your own mlp_forward.")
def test_2(env):
    from public_checks import holds
    holds('activation_jacobian', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="An unknown activation raises ValueError.", 
    failure_message="An unknown activation raises ValueError.")
def test_3(env):
    from public_checks import holds
    holds('activation_jacobian', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: ReLU, on and off", 
    failure_message="Example: ReLU, on and off")
def test_4(env):
    from public_checks import holds
    holds('activation_jacobian', 4, env)

