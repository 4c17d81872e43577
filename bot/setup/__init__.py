"""The private panel with which who manages a server sets the bot up."""
