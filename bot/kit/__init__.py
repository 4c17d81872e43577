"""What every capability is built with."""
