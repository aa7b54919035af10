"""What holds the house together and no linter says."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "careerplan"
MODULES = sorted(SOURCE.rglob("*.py"))
by_name = pytest.mark.parametrize("module", MODULES, ids=lambda place: str(place.relative_to(SOURCE)))


def names(module: Path) -> set[str]:
    """Every name with its dots, and every function that is called, as `name()`."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    read = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name)}
    return read | {f"{ast.unparse(node.func)}()" for node in ast.walk(tree) if isinstance(node, ast.Call)}


def imported(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return found | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level}


@by_name
def test_only_one_module_opens_anything_for_writing(module: Path) -> None:
    writing = {"open()", "os.open", "os.replace", "os.rename", "os.unlink", "os.mkdir", "shutil.move", "shutil.copy"}
    allowed = {
        "disk.py": writing,
        "history.py": {"os.unlink"},  # of versions
        "store.py": {"os.unlink"},  # of a version whose change did not come to be
        "drafts.py": {"os.unlink"},
        "cli/app.py": {"os.open"},  # stdout becomes /dev/null when its reader is gone
    }
    written = (".write_text()", ".write_bytes()")
    found = {name for name in names(module) if name in writing or (name.endswith(written) and not name.startswith("formatter."))}
    assert found <= allowed.get(str(module.relative_to(SOURCE)).replace("\\", "/"), set())


@by_name
def test_no_command_reaches_past_the_store_to_the_disk(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level for alias in node.names}
    assert "disk" not in found or module.name in ("store.py", "history.py", "drafts.py", "exports.py", "guidebook.py")


@by_name
def test_the_core_has_no_clock_no_environment_and_no_files(module: Path) -> None:
    inside = module.relative_to(SOURCE).parts[0]
    forbidden = {"date.today", "datetime.now", "time.time", "os.environ", "print()", "input()"}
    if inside in ("core", "render"):
        assert not names(module) & (forbidden | {"Path", "open()"})
    elif inside != "cli":
        assert not names(module) & (forbidden - {"time.time"})


@by_name
def test_nothing_can_reach_a_network(module: Path) -> None:
    found = {name.split(".")[0] for name in imported(module)}
    assert not found & {"socket", "urllib", "http", "ssl", "asyncio", "requests"}
    assert "subprocess" not in found or module.name == "editor.py"


@by_name
def test_the_code_knows_no_career(module: Path) -> None:
    """Words of care coordination are the guide's; code may name them only in an example."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]
    words = ("patient", "nclex", "hipaa", "care coordinator", "gerontology", "case manager")
    assert [text for text in texts if any(word in text.lower() for word in words) and "such as" not in text] == []


@by_name
def test_a_module_is_read_in_one_sitting(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 360
