from otter.test_files import test_case

OK_FORMAT = False

name = "three_layer_gradients"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="There are three gradients, and each is one number.", 
    failure_message="There are three gradients, and each is one number.")
def test_1(env):
    from public_checks import holds
    holds('three_layer_gradients', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="All three gradients are zero where the target equals your own prediction, and not elsewhere.", 
    failure_message="All three gradients are zero where the target equals your own prediction, and not elsewhere.")
def test_2(env):
    from public_checks import holds
    holds('three_layer_gradients', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="The gradients agree with the slopes of your own loss of your own prediction.", 
    failure_message="The gradients agree with the slopes of your own loss of your own prediction.")
def test_3(env):
    from public_checks import holds
    holds('three_layer_gradients', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: small weights, target 0", 
    failure_message="Example: small weights, target 0")
def test_4(env):
    from public_checks import holds
    holds('three_layer_gradients', 4, env)

