"""What members see: pure renderers, dynamic items and the error boundary."""
