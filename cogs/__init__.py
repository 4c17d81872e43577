"""One module a capability: parse, call one service, render."""
