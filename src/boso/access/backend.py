"""Who may log in."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from boso.access.models import User
from boso.access.queries import with_roles


class Backend(AuthenticationBackend):  # type: ignore[misc]  # the library has no types
    """Local accounts. A demo account opens nothing outside demo mode, nor does a session that it began there."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        """Whose name and password these are; nobody's where local log-in is switched off."""
        return super().authenticate(request, **credentials) if settings.LOCAL_LOGIN else None

    def get_user(self, user_id: int) -> User | None:
        """Whose session it is, with all roles; nobody where the account is closed or does not fit the mode."""
        user = with_roles(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        """The account is open, and fits the mode."""
        fits = settings.DEMO or not getattr(user, "demo", False)
        return fits and bool(super().user_can_authenticate(user))
