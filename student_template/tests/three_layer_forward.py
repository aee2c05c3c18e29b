from otter.test_files import test_case

OK_FORMAT = False

name = "three_layer_forward"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="Turning the sign of w3 around turns the prediction into one minus itself.", 
    failure_message="Turning the sign of w3 around turns the prediction into one minus itself.")
def test_1(env):
    from public_checks import holds
    holds('three_layer_forward', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="With w3 = 0 the prediction is one half, and with w2 = 0 it does not depend on the input.", 
    failure_message="With w3 = 0 the prediction is one half, and with w2 = 0 it does not depend on the input.")
def test_2(env):
    from public_checks import holds
    holds('three_layer_forward', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: the weights and the input of the handout", 
    failure_message="Example: the weights and the input of the handout")
def test_3(env):
    from public_checks import holds
    holds('three_layer_forward', 3, env)

