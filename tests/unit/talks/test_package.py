"""The package gives out what its modules do, and every word in it is in the glossary."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import wasit.talks
from wasit.errors import WasitError

ROOT = Path(__file__).resolve().parents[3]
INNER = re.compile(r"wasit\.talks\.(.*_rules|grounds)$")


def _public() -> dict[str, object]:
    """Every name of every module that is not the folds' own inner part."""
    found: dict[str, object] = {}
    for module in pkgutil.iter_modules(wasit.talks.__path__, "wasit.talks."):
        if not INNER.match(module.name):
            inner = importlib.import_module(module.name)
            found |= {name: getattr(inner, name) for name in inner.__all__}
    return found


def test_package_gives_out_what_its_modules_do() -> None:
    """A name that only a deep import reaches gets imported deeply."""
    public = _public()
    assert sorted(wasit.talks.__all__) == sorted(public)
    for name, value in public.items():
        assert getattr(wasit.talks, name) is value


def _glossary() -> str:
    return (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def test_every_class_has_its_word_in_the_glossary() -> None:
    """One word for each thing, and a mediator can look it up."""
    classes = {
        name: value
        for name, value in _public().items()
        if inspect.isclass(value) and value.__module__.startswith("wasit.talks")
    }
    told = set(re.findall(r"`(\w+)`", _glossary().replace("`wasit.talks`", "")))
    plain = {name for name, value in classes.items() if not issubclass(value, WasitError)}
    assert plain - told == set()
    assert told - set(classes) == set()


def test_every_error_is_in_the_table_of_codes() -> None:
    """A refusal that cannot be looked up cannot be mended."""
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    for value in _public().values():
        if inspect.isclass(value) and issubclass(value, WasitError):
            assert f"`{value.code}`" in page


def test_glossary_has_each_word_of_the_code_once() -> None:
    """Two lines for one word are two words."""
    words = re.findall(r"^\| ([^|`]+?) \|", _glossary(), re.MULTILINE)
    words = [word for word in words if word not in {"word", "---"}]
    assert len(words) == len(set(words)) > 40
