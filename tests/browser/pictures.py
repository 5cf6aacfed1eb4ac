"""Pictures for the guides, taken by the stories: what stands on a page beside its picture must still stand there.

`TAKE_PICTURES=1 ./boso test tests/browser/test_help.py` takes them anew; look at them before you commit.
"""

import io
import os
import re
from pathlib import Path

from PIL import Image

from boso.web import help
from tests.browser.conftest import Reader

PICTURES = Path(help.__file__).parents[1] / "static" / "help"
SEEN = Path(__file__).parent / "pictured"
WIDTH, HEIGHT, SHOWN = 1280, 800, (960, 600)


def takes_picture(reader: Reader, name: str, *, of: str = "main h1") -> None:
    """The part of the page that begins where `of` does, and what can be read there, numbers apart."""
    page = reader.page
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.evaluate("document.fonts.ready.then(() => null)")
    top = max(0, page.locator(of).first.evaluate("e => e.getBoundingClientRect().top + scrollY") - 8)
    read = page.evaluate(READ, [top, top + HEIGHT])
    said = re.sub(r"\d+", "0", "\n".join(dict.fromkeys(line.strip() for line in read if line.strip()))) + "\n"
    if os.environ.get("TAKE_PICTURES"):
        clip = {"x": 0, "y": top, "width": WIDTH, "height": HEIGHT}
        taken = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip)))  # type: ignore[arg-type]
        taken.convert("RGB").resize(SHOWN, Image.Resampling.LANCZOS).save(
            PICTURES / f"{name}.webp", quality=70, method=6
        )
        (SEEN / f"{name}.txt").write_text(said, encoding="utf-8")
    assert (PICTURES / f"{name}.webp").exists()
    assert said == (SEEN / f"{name}.txt").read_text(encoding="utf-8"), (
        f"{name}: the page has changed; take its picture anew"
    )


READ = """([top, bottom]) => [...document.querySelectorAll("main :is(h1, h2, h3, th, label, button, a)")]
  .filter(e => e.checkVisibility())
  .filter(e => (r => r.top + scrollY >= top && r.bottom + scrollY <= bottom)(e.getBoundingClientRect()))
  .map(e => e.innerText)"""
