"""Fit and measure the reading of messages for a crisis."""
