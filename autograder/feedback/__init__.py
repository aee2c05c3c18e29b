"""What a student gets back: a page that is a function of the result, and of nothing else."""
