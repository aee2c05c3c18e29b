from otter.test_files import test_case

OK_FORMAT = False

name = "squared_error"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="The loss of a whole batch is one number.", 
    failure_message="The loss of a whole batch is one number.")
def test_1(env):
    from public_checks import holds
    holds('squared_error', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="The loss is zero where the prediction is the target, and positive elsewhere.", 
    failure_message="The loss is zero where the prediction is the target, and positive elsewhere.")
def test_2(env):
    from public_checks import holds
    holds('squared_error', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="An error three times as large costs nine times as much.", 
    failure_message="An error three times as large costs nine times as much.")
def test_3(env):
    from public_checks import holds
    holds('squared_error', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="The loss of two batches side by side is the sum of their losses.", 
    failure_message="The loss of two batches side by side is the sum of their losses.")
def test_4(env):
    from public_checks import holds
    holds('squared_error', 4, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: 1 output, 3 samples", 
    failure_message="Example: 1 output, 3 samples")
def test_5(env):
    from public_checks import holds
    holds('squared_error', 5, env)

