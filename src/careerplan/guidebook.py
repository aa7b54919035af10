"""Finds and reads the guide: the one that ships, or the one in a folder. A part is read only when it is asked for."""

from functools import cache
from pathlib import Path

from . import codec
from .core.guide import Guide, Skill
from .errors import CannotAccess


def load_guide(folder: Path | None = None) -> Guide:
    """The steps and the vocabulary of a guide; the skills become the vocabulary's list `skills`.

    Raises InvalidGuide, CannotAccess.
    """
    home = folder or shipped_guide()
    index = codec.parse_guide_index(_read(home / "guide.toml"), str(home / "guide.toml"))
    steps = [codec.parse_step(_read(place), str(place)) for place in (home / "steps" / f"{name}.toml" for name in index.steps)]
    vocabulary = codec.parse_vocabulary(_read(home / "vocabulary.toml"), str(home / "vocabulary.toml"))
    vocabulary["skills"] = {skill.id: skill.title for skill in load_skills(home)}
    return codec.make_guide(index, steps, vocabulary)


def load_skills(home: Path) -> list[Skill]:
    place = home / "skills.toml"
    return codec.parse_skills(_read(place), str(place)) if place.exists() else []


@cache
def shipped_guide() -> Path:
    """Where the guide that came with the program is."""
    from careerplan import guide_data  # type: ignore[attr-defined]  # a folder of TOML: `guide/` in the repository

    return Path(str(guide_data.__file__)).parent


def _read(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError as error:
        raise CannotAccess("read", str(place), error.strerror or str(error)) from None
