"""The commands: each parses its arguments, calls one function, renders the result and exits."""
