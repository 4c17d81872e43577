"""This bot beside a bare discord.py bot, on a loopback Discord: `make bench`."""
