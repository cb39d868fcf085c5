"""The unit file of the relay: it says what it must, and starts the command that there is."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wasit.cli.relay import relay

ROOT = Path(__file__).resolve().parents[2]
UNIT = ROOT / "deploy" / "wasit-relay.service"


def settings() -> dict[str, list[tuple[str, str]]]:
    """Every setting of the unit file by section, in order, lines that go on joined."""
    text = UNIT.read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, list[tuple[str, str]]] = {}
    section = ""
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if header := re.fullmatch(r"\[(\w+)\]", line):
            section = header[1]
            assert section not in found, f"[{section}] stands twice"
            found[section] = []
            continue
        name, equals, value = line.partition("=")
        assert equals, line
        assert re.fullmatch(r"[A-Z]\w+", name), line
        found[section].append((name, value.strip()))
    return found


SERVICE = {
    "Type": "simple",
    "DynamicUser": "yes",
    "StateDirectory": "wasit-relay",
    "StateDirectoryMode": "0700",
    "UMask": "0077",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "NoNewPrivileges": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "Restart": "on-failure",
    "LimitCORE": "0",
}


@pytest.mark.parametrize(("name", "value"), SERVICE.items())
def test_unit_keeps_the_relay_to_its_own_folder(name: str, value: str) -> None:
    """Whoever breaks into the relay gets sealed frames and no machine."""
    assert (name, value) in settings()["Service"]


def test_unit_has_the_sections_of_a_service() -> None:
    """A section with a slip in its name is ignored without a word."""
    assert set(settings()) == {"Unit", "Service", "Install"}
    assert settings()["Install"] == [("WantedBy", "multi-user.target")]


def test_unit_starts_the_command_there_is_with_the_credentials_it_loads() -> None:
    """An option that is renamed must not be found out on the server."""
    service = settings()["Service"]
    (command,) = [value for name, value in service if name == "ExecStart"]
    program, name, *rest = shlex.split(command)
    assert (program, name) == ("/opt/wasit/bin/wasit", "relay")
    options = relay.make_context("relay", rest).params
    loaded = {value.split(":")[0] for key, value in service if key == "LoadCredential"}
    named = {Path(options[key]).name for key in ("key_file", "token_file")}
    assert named == loaded
    assert all(
        str(options[key]).startswith("${CREDENTIALS_DIRECTORY}/")
        for key in ("key_file", "token_file")
    )
    assert options["db"] == "sqlite:////var/lib/wasit-relay/relay.db"
    assert options["host"] == "127.0.0.1"


@pytest.mark.slow
def test_systemd_finds_no_fault_in_the_unit(tmp_path: Path) -> None:
    """What systemd does not know it passes over; here it says so."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze absent: the unit file was parsed, not verified")
    text = UNIT.read_text(encoding="utf-8").replace("/opt/wasit/bin/wasit", sys.executable)
    unit = tmp_path / UNIT.name
    unit.write_text(text, encoding="utf-8")
    done = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    unit.write_text(text.replace("DynamicUser=", "DynamikUser="), encoding="utf-8")
    done = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True)
    assert "DynamikUser" in done.stderr
