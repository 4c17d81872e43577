"""A plan to leave a job, in dates: the steps of the guides, counted from a member's own last day."""
