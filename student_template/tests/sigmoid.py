from otter.test_files import test_case

OK_FORMAT = False

name = "sigmoid"
points = None

@test_case(points=0.0, hidden=False, 
    success_message="The result has the shape of z, whether z is a number, a vector or a matrix.", 
    failure_message="The result has the shape of z, whether z is a number, a vector or a matrix.")
def test_1(env):
    from public_checks import holds
    holds('sigmoid', 1, env)

@test_case(points=0.0, hidden=False, 
    success_message="The sigmoid of -z is one minus the sigmoid of z.", 
    failure_message="The sigmoid of -z is one minus the sigmoid of z.")
def test_2(env):
    from public_checks import holds
    holds('sigmoid', 2, env)

@test_case(points=0.0, hidden=False, 
    success_message="A very large or very small z gives a number between 0 and 1, never NaN.", 
    failure_message="A very large or very small z gives a number between 0 and 1, never NaN.")
def test_3(env):
    from public_checks import holds
    holds('sigmoid', 3, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: at z = 0, where it is one half", 
    failure_message="Example: at z = 0, where it is one half")
def test_4(env):
    from public_checks import holds
    holds('sigmoid', 4, env)

@test_case(points=0.0, hidden=False, 
    success_message="Example: at z = 1.4", 
    failure_message="Example: at z = 1.4")
def test_5(env):
    from public_checks import holds
    holds('sigmoid', 5, env)

