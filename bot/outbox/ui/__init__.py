"""Carry jobs out on Discord."""
