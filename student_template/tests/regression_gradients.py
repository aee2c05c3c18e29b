from otter.test_files import test_case

OK_FORMAT = False

name = "regression_gradients"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="It is filled in.", 
    failure_message="It is filled in.")
def test_1(env):
    from public_checks import holds
    holds('regression_gradients', 1, env)

