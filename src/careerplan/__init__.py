"""careerplan: a personal career-plan command line."""

__version__ = "0.4.0"
