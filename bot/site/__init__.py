"""The static web site: the same pages as files that any host can serve."""
