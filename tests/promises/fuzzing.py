"""The loader under atheris: `python -m tests.promises.fuzzing CORPUS -runs=N`. Whatever the bytes, there is a plan, or a
problem that is said; what is a plan can be checked, mended, changed and read again."""

import sys
from datetime import date

import atheris

with atheris.instrument_imports(include=["careerplan", "tomli", "tomlkit"]):
    from careerplan import codec
    from careerplan.core.mending import mended, mendings
    from careerplan.core.plan import with_own_actions
    from careerplan.core.plan_check import problems, unknown_keys
    from careerplan.core.progress import progress
    from careerplan.errors import InvalidPlan, NewerFormat
    from careerplan.guidebook import load_guide
    from careerplan.render.layout import visible

GUIDE = load_guide()
TODAY = date(2026, 11, 22)


def loaded(data: bytes) -> None:
    try:
        document, plan = codec.parse(data, "plan.toml")
    except NewerFormat:
        return
    except InvalidPlan as error:
        assert error.findings
        found = [one for one in error.findings if not isinstance(one, str)]
        codec.lines_of(data, [one.path for one in found])
        visible(" ".join(error.problems))
        try:
            document = codec.parse_document(data, "plan.toml")
        except InvalidPlan:
            return
        list(unknown_keys(document))
    else:
        guide = with_own_actions(GUIDE, plan)
        problems(document, plan, guide, progress(guide, plan, TODAY), TODAY)
        after = plan.with_profile(name="Eve" if plan.profile.name != "Eve" else "Ada")
        written = codec.rewritten(data, codec.parse_document(data, "plan.toml"), *codec.differing(plan, after))
        assert codec.parse(written, "plan.toml")[1] == after
    whole = mended(document, GUIDE.vocabulary)
    mendings(document, whole)


if __name__ == "__main__":
    atheris.Setup(sys.argv, loaded)
    atheris.Fuzz()
