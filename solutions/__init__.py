"""Reference solutions, one module a topic: numpy only, float64, samples are columns.

What stands between the marks BEGIN SOLUTION and END SOLUTION is cut out of what students receive.
"""
