"""Writing annual reports: texts, data releases, publications. One door for pages, commands and the demo."""

from boso.publishing.actions.freezing import Frozen, freeze
from boso.publishing.actions.publishing import publish, withdraw
from boso.publishing.actions.texts import Saved, restore_text, save_text

__all__ = ["Frozen", "Saved", "freeze", "publish", "restore_text", "save_text", "withdraw"]
