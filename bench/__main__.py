"""Print every figure of every module here, one JSON object a line, as it is measured.

A module that measures something has ``figures()``, which yields dictionaries with at least
``figure`` (its name), ``value`` and ``unit``; a ratio is to a baseline measured in the same run.
``python -m bench relay terms`` runs only those modules. Timing never decides a test.
"""

import importlib
import json
import pkgutil
import sys

import bench


def main() -> None:
    """Run the modules that are named, or all of them."""
    wanted = set(sys.argv[1:])
    for module_info in pkgutil.iter_modules(bench.__path__):
        name = module_info.name
        if name.startswith("_") or module_info.ispkg or (wanted and name not in wanted):
            continue
        module = importlib.import_module(f"bench.{name}")
        for figure in module.figures() if hasattr(module, "figures") else ():
            print(json.dumps(figure, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
