"""careerplan: a personal career-plan command line."""

__version__ = "0.1.0"
