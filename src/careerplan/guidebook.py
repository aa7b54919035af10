"""Finds and reads the guide: the one that ships, or the one in a folder. A part is read only when it is asked for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from . import codec, disk
from .core.guide import Guide
from .errors import CannotAccess, InvalidGuide

if TYPE_CHECKING:
    from .core.advice_rules import Advice
    from .core.estimates import Estimates
    from .core.privacy import PrivacyCheck
    from .core.topics import Topic

T = TypeVar("T")

MAX_BYTES = 8 * 1024 * 1024
"""Of one file of a guide."""

COMPILED = "compiled.json"
"""`python3 tasks.py docs` writes it anew, and a test holds that it says what the TOML says."""


def load_guide(folder: Path | None = None) -> Guide:
    """The steps and the vocabulary of a guide. Raises InvalidGuide, CannotAccess.

    The guide that ships is read from one file made of its own, which takes a tenth of the time.
    """
    return codec.decode_guide(_read(shipped_guide() / COMPILED)) if folder is None else read_guide(folder)


def read_guide(home: Path) -> Guide:
    """A guide as it was written, from its TOML files."""
    index = codec.parse_guide_index(_read(home / "guide.toml"), str(home / "guide.toml"))
    steps = [codec.parse_step(_read(place), str(place)) for place in (home / "steps" / f"{name}.toml" for name in index.steps)]
    vocabulary = codec.parse_vocabulary(_read(home / "vocabulary.toml"), str(home / "vocabulary.toml"))
    return codec.make_guide(index, steps, vocabulary)


def read_all(folder: Path) -> tuple[Guide | None, list[str]]:
    """The guide in a folder with whatever of its steps can be read, and every problem that reading them met."""
    found: list[str] = []

    def read(parse: Callable[[bytes, str], T], name: str) -> T | None:
        place = folder / name
        try:
            return parse(_read(place), str(place))
        except InvalidGuide as error:
            found.extend(error.problems)
            return cast("T | None", error.nearest)
        except CannotAccess as error:
            found.append(error.message)
            return None

    index = read(codec.parse_guide_index, "guide.toml")
    vocabulary = read(codec.parse_vocabulary, "vocabulary.toml") or {}
    if index is None:
        return None, found
    steps = [step for name in index.steps if (step := read(codec.parse_step, f"steps/{name}.toml"))]
    return codec.make_guide(index, steps, vocabulary), found


@contextmanager
def noting(found: list[str]) -> Iterator[None]:
    """Note what makes a file of a guide unreadable, and go on."""
    try:
        yield
    except InvalidGuide as error:
        found += error.problems
    except CannotAccess as error:
        found.append(error.message)


def load_topic(guide: Guide, name: str, folder: Path | None = None) -> "Topic[Any]":
    """What can be read of a topic; an empty one, where the guide has none of that name. Raises InvalidGuide, CannotAccess."""
    if name not in guide.topics:
        from .core.topics import Topic

        return Topic(title=name)
    place = (folder or shipped_guide()) / f"{guide.topics[name]}.toml"
    return codec.parse_topic(_read(place), str(place), name, guide.vocabulary)


def load_privacy_checks(guide: Guide, folder: Path | None = None) -> "list[PrivacyCheck]":
    """What the guide looks for in a text; nothing, where it says nothing. Raises InvalidGuide, CannotAccess."""
    from .core.privacy import PrivacyFile

    return _load_part(guide.privacy, PrivacyFile, folder).checks


def load_estimates(guide: Guide, folder: Path | None = None) -> "Estimates":
    """What the guide's actions take; nothing, where it does not say. Raises InvalidGuide, CannotAccess."""
    from .core.estimates import Estimates

    return _load_part(guide.forecast, Estimates, folder)


def load_advice(guide: Guide, folder: Path | None = None) -> "Advice":
    """The guide's rules for advice; none, where it has none. Raises InvalidGuide, CannotAccess."""
    from .core.advice_rules import Advice

    return _load_part(guide.advice, Advice, folder)


def _load_part(name: str | None, declared: type[T], folder: Path | None) -> T:
    if name is None:
        return declared()
    place = (folder or shipped_guide()) / f"{name}.toml"
    return codec.parse_part(_read(place), declared, str(place))


@cache
def shipped_guide() -> Path:
    """Where the guide that came with the program is."""
    from careerplan import guide_data  # type: ignore[attr-defined]  # a folder of TOML: `guide/` in the repository

    return Path(str(guide_data.__file__)).parent


def _read(place: Path) -> bytes:
    try:
        return disk.read(place, limit=MAX_BYTES).data
    except OSError as error:
        raise CannotAccess("read", str(place), error.strerror or str(error)) from None
    except ValueError as error:  # a name that no file can have
        raise CannotAccess("read", str(place), str(error)) from None
