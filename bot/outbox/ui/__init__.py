"""Carry jobs out on Discord, and say what its refusals mean."""
