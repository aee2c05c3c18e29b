from otter.test_files import test_case

OK_FORMAT = False

name = "binary_cross_entropy_grad"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="The derivative has the shape of the predictions.", 
    failure_message="The derivative has the shape of the predictions.")
def test_1(env):
    from public_checks import holds
    holds('binary_cross_entropy_grad', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="A larger prediction lowers the loss where the label is 1, and raises it where the label is 0.", 
    failure_message="A larger prediction lowers the loss where the label is 1, and raises it where the label is 0.")
def test_2(env):
    from public_checks import holds
    holds('binary_cross_entropy_grad', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="At predictions of exactly 0 and 1 the derivative is finite.", 
    failure_message="At predictions of exactly 0 and 1 the derivative is finite.")
def test_3(env):
    from public_checks import holds
    holds('binary_cross_entropy_grad', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="The derivative agrees with the measured slope of your own binary_cross_entropy.", 
    failure_message="The derivative agrees with the measured slope of your own binary_cross_entropy.")
def test_4(env):
    from public_checks import holds
    holds('binary_cross_entropy_grad', 4, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: two predictions, one of each label", 
    failure_message="Example: two predictions, one of each label")
def test_5(env):
    from public_checks import holds
    holds('binary_cross_entropy_grad', 5, env)

