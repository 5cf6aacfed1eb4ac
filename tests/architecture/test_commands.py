"""The command line lists every command, each with an example, and starts without Django."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

from boso.cli.main import COMMANDS, main
from tests.architecture.surroundings import PACKAGE


def test_every_module_with_commands_is_listed() -> None:
    with_commands = {
        f"boso.cli.{file.stem}"
        for file in (PACKAGE / "cli").glob("*.py")
        if "def add_commands" in file.read_text(encoding="utf-8")
    }
    assert with_commands <= set(COMMANDS.values())


@pytest.mark.parametrize("command", [name for name, module in COMMANDS.items() if find_spec(module)])
def test_the_help_of_a_command_holds_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    assert "xample" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["read", "form", "bench", "check"])
def test_a_command_without_database_starts_without_django(command: str) -> None:
    program = (
        "import sys\n"
        "from boso.cli.main import main\n"
        "try:\n"
        f"    main([{command!r}, '--help'])\n"
        "except SystemExit:\n"
        "    pass\n"
        "sys.exit('django' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert answer.returncode == 0


def test_an_unknown_command_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["fly"])
    assert end.value.code == 2
    assert "fly" in capsys.readouterr().err
