"""The program's way in: `careerplan`, and `python -m careerplan`."""

import gc

gc.disable()  # a run is short: collecting while it loads would cost more than it frees

from careerplan.cli.app import main  # noqa: E402

if __name__ == "__main__":
    main()
