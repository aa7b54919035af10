"""The command line: the only layer that knows Typer, the clock and the environment."""
