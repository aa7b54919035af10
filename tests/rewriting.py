"""Expected texts in files: compared as they stand, written anew with `--rewrite`."""

from pathlib import Path


def assert_same(place: Path, text: str, *, rewrite: bool) -> None:
    """Compare a text with a file, or write the file."""
    if rewrite:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    assert place.exists(), f"{place} is missing: run the tests with --rewrite"
    assert text == place.read_text(encoding="utf-8")
