"""What a job is, and what Discord's refusals mean."""
