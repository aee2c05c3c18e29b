from otter.test_files import test_case

OK_FORMAT = False

name = "sigmoid_grad"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="The derivative has the shape of z.", 
    failure_message="The derivative has the shape of z.")
def test_1(env):
    from public_checks import holds
    holds('sigmoid_grad', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="The derivative is the same at z and at -z.", 
    failure_message="The derivative is the same at z and at -z.")
def test_2(env):
    from public_checks import holds
    holds('sigmoid_grad', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="The derivative agrees with the slope of your own sigmoid, measured by a central difference.", 
    failure_message="The derivative agrees with the slope of your own sigmoid, measured by a central difference.")
def test_3(env):
    from public_checks import holds
    holds('sigmoid_grad', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: at z = 1.4", 
    failure_message="Example: at z = 1.4")
def test_4(env):
    from public_checks import holds
    holds('sigmoid_grad', 4, env)

