"""Make-believe classes, to try things out and to test with: as each LMS would hand them out, gradebook included."""
