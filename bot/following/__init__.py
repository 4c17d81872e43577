"""What members see and press about following."""
