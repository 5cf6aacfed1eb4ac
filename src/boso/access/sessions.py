"""Log-ins that are kept in the database, looked up at every page: by a plain question."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from boso.places.reading import Ask, read


class SessionStore(db.SessionStore):
    """Django's own, but for how a session is found."""

    def _get_session_from_db(self) -> Session | None:
        where = "WHERE session_key = %s AND expire_date > %s"
        (found,) = read(Ask(Session, where, [self.session_key, timezone.now()]))
        if not found:
            self._session_key = None  # one that is not known opens nothing, and is not taken over
        return next(iter(found), None)
