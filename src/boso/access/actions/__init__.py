"""Writing accounts and roles: one door for the command line, the pages and the demo."""

from boso.access.actions.accounts import choose_language, create_account, create_demo_account, set_email
from boso.access.actions.binding import accept_as, bind, enrol, note_log_in, unbind
from boso.access.actions.holding import end_role, end_sessions, give_role, take_over
from boso.access.actions.inviting import accept_invitation, invite, withdraw_invitation
from boso.access.actions.second_factor import ask_for_reset, confirm_reset, refuse_reset

__all__ = [
    "accept_as",
    "accept_invitation",
    "ask_for_reset",
    "bind",
    "choose_language",
    "confirm_reset",
    "create_account",
    "create_demo_account",
    "end_role",
    "end_sessions",
    "enrol",
    "give_role",
    "invite",
    "note_log_in",
    "refuse_reset",
    "set_email",
    "take_over",
    "unbind",
    "withdraw_invitation",
]
