"""What closes the door behind a student's code, a layer a module. Runs on the far side; standard library alone."""
