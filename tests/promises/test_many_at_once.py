"""P4, P5, P6: many programs change one plan at the same time and nothing is lost; who only looks never fails or waits."""

import json
import os
import subprocess
import sys
import time

from careerplan import store
from tests.promises.commands import World, prepare, run

ADDER = """
import sys
from careerplan.cli.app import app
for _ in range(int(sys.argv[1])):
    if app(args=["add", "contact", "Dana Lee", "--json"], standalone_mode=False, prog_name="careerplan"):
        sys.exit(1)
"""


def test_of_eight_programs_with_fifty_adds_each_nothing_is_lost_and_looking_never_fails(world: World) -> None:
    prepare(world, "init")
    assert run("init", "--yes") == 0
    before = len(store.load(world.plan).of_kind("contact"))
    patient = {**os.environ, "CAREERPLAN_LOCK_SECONDS": "60"}  # on a busy machine one of eight may wait long
    said_in = [world.folder / f"said-{number}" for number in range(8)]  # a pipe would fill, and they would wait for us
    adders = [subprocess.Popen([sys.executable, "-c", ADDER, "50"], stdout=place.open("wb"), env=patient) for place in said_in]
    looks, seen = 0, before
    while any(adder.poll() is None for adder in adders):
        now = len(store.load(world.plan).of_kind("contact"))
        assert now >= seen, "a contact went away"
        looks, seen = looks + 1, now
        time.sleep(0.01)
    answers = [json.loads(document) for place in said_in for document in documents(place.read_text(encoding="utf-8"))]
    assert [one["error"] for one in answers if "error" in one] == []
    said = [one["data"]["ref"] for one in answers]
    assert len(said) == len(set(said)) == 400
    assert set(said) <= {f"contact/{id}" for id in store.load(world.plan).of_kind("contact")}
    assert world.litter() == []
    assert looks > 20


def documents(text: str) -> list[str]:
    """The JSON documents that were printed one after the other."""
    found, decoder = [], json.JSONDecoder()
    while text := text.lstrip():
        _, end = decoder.raw_decode(text)
        found.append(text[:end])
        text = text[end:]
    return found
