"""What members see of leads: the card, the form and its preview, lists."""
