from otter.test_files import test_case

OK_FORMAT = False

name = "gradient_step"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="The new W has the shape of the old one.", 
    failure_message="The new W has the shape of the old one.")
def test_1(env):
    from public_checks import holds
    holds('gradient_step', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="Where W X is already the target, W stays as it is.", 
    failure_message="Where W X is already the target, W stays as it is.")
def test_2(env):
    from public_checks import holds
    holds('gradient_step', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="Twice the step size moves W twice as far, in the same direction.", 
    failure_message="Twice the step size moves W twice as far, in the same direction.")
def test_3(env):
    from public_checks import holds
    holds('gradient_step', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="W, X and the target are the same after the call as before it.", 
    failure_message="W, X and the target are the same after the call as before it.")
def test_4(env):
    from public_checks import holds
    holds('gradient_step', 4, env)

@test_case(points=0.0, hidden=False, 
    success_message="A small step makes your own squared_error of W X smaller.", 
    failure_message="A small step makes your own squared_error of W X smaller.")
def test_5(env):
    from public_checks import holds
    holds('gradient_step', 5, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: 1 output, 2 inputs, 3 samples", 
    failure_message="Example: 1 output, 2 inputs, 3 samples")
def test_6(env):
    from public_checks import holds
    holds('gradient_step', 6, env)

