"""What is stored of a member: shown, exported, forgotten."""
