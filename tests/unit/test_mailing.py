"""The way of mail out of the environment, and one sentence for each mistake."""

from pathlib import Path

import pytest

from boso.config.env import BadEnvironment
from boso.config.mailing import read_mail

HERE = Path("/data")


def test_mail_goes_to_files_of_the_data_folder_unless_told_otherwise() -> None:
    mail = read_mail({}, HERE)
    assert mail.settings["EMAIL_FILE_PATH"] == "/data/mail"
    assert "console" in read_mail({"BOSO_MAIL": "console"}, HERE).settings["EMAIL_BACKEND"]


def test_an_smtp_server_with_its_log_in_and_security() -> None:
    way = {"BOSO_MAIL": "smtp://b%40c:p%2Fw@mail.example.no?security=tls", "BOSO_MAIL_FROM": "a@example.no"}
    mail = read_mail(way, HERE)
    told = mail.settings
    assert (told["EMAIL_HOST"], told["EMAIL_PORT"], told["EMAIL_HOST_USER"]) == ("mail.example.no", 465, "b@c")
    assert (told["EMAIL_HOST_PASSWORD"], told["EMAIL_USE_SSL"], told["EMAIL_USE_TLS"]) == ("p/w", True, False)
    assert mail.sender == "a@example.no"
    assert read_mail({"BOSO_MAIL": "smtp://mail.example.no:2525"}, HERE).settings["EMAIL_PORT"] == 2525


@pytest.mark.parametrize("wrong", [
    {"BOSO_MAIL": "mail.example.no"},
    {"BOSO_MAIL": "smtp://"},
    {"BOSO_MAIL": "smtp://mail.example.no:99999"},
    {"BOSO_MAIL": "smtp://mail.example.no?security=ssl3"},
    {"BOSO_MAIL_FROM": "nobody"},
])  # fmt: skip
def test_a_mistake_is_one_sentence(wrong: dict[str, str]) -> None:
    with pytest.raises(BadEnvironment, match="BOSO_MAIL") as mistake:
        read_mail(wrong, HERE)
    assert "\n" not in str(mistake.value)
    assert "p/w" not in str(mistake.value)
