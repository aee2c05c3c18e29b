from otter.test_files import test_case

OK_FORMAT = False

name = "mlp_forward"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="The predictions have one row an output and one column a sample.", 
    failure_message="The predictions have one row an output and one column a sample.")
def test_1(env):
    from public_checks import holds
    holds('mlp_forward', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="A sample gets the same prediction alone as in a batch.", 
    failure_message="A sample gets the same prediction alone as in a batch.")
def test_2(env):
    from public_checks import holds
    holds('mlp_forward', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="The last word is g's: relu predicts nothing negative, sigmoid only 0 to 1, identity anything.", 
    failure_message="The last word is g's: relu predicts nothing negative, sigmoid only 0 to 1, identity anything.")
def test_3(env):
    from public_checks import holds
    holds('mlp_forward', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="An unknown activation raises ValueError.", 
    failure_message="An unknown activation raises ValueError.")
def test_4(env):
    from public_checks import holds
    holds('mlp_forward', 4, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: two samples, ReLU then identity", 
    failure_message="Example: two samples, ReLU then identity")
def test_5(env):
    from public_checks import holds
    holds('mlp_forward', 5, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: two samples, sigmoid twice", 
    failure_message="Example: two samples, sigmoid twice")
def test_6(env):
    from public_checks import holds
    holds('mlp_forward', 6, env)

