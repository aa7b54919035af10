"""`python -m careerplan` is `careerplan`."""

from careerplan.cli.app import main

main()
