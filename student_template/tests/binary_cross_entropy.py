from otter.test_files import test_case

OK_FORMAT = False

name = "binary_cross_entropy"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="The loss of a batch is the sum of the losses of its parts.", 
    failure_message="The loss of a batch is the sum of the losses of its parts.")
def test_1(env):
    from public_checks import holds
    holds('binary_cross_entropy', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="The loss stays when predictions and targets all change to one minus themselves; it is never negative.", 
    failure_message="The loss stays when predictions and targets all change to one minus themselves; it is never negative.")
def test_2(env):
    from public_checks import holds
    holds('binary_cross_entropy', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="Predictions of exactly 0 and 1 give a finite loss: small when they are right, large when they are wrong.", 
    failure_message="Predictions of exactly 0 and 1 give a finite loss: small when they are right, large when they are wrong.")
def test_3(env):
    from public_checks import holds
    holds('binary_cross_entropy', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="The predictions and the targets stay as they were.", 
    failure_message="The predictions and the targets stay as they were.")
def test_4(env):
    from public_checks import holds
    holds('binary_cross_entropy', 4, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: one prediction, target 1", 
    failure_message="Example: one prediction, target 1")
def test_5(env):
    from public_checks import holds
    holds('binary_cross_entropy', 5, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: two predictions, one of each class", 
    failure_message="Example: two predictions, one of each class")
def test_6(env):
    from public_checks import holds
    holds('binary_cross_entropy', 6, env)

