"""Blocks to draw: bars of two parts, and a map of five places in which two lack a number."""

from boso.publishing.values import Bar, Bars, Column, Entry, Grid, Tile, TileMap

TABLE = Grid(
    caption="Behov 31.12.2013, husstander",
    columns=(Column(label="Kommune"), Column(label="A", numeric=True), Column(label="B", numeric=True)),
    rows=((Entry(shown="Prøvevik"), Entry(shown="1 200"), Entry(shown="ikke levert")),),
)


def two_parts() -> Bars:
    """Two municipalities, two parts; one number is hidden and one was never given."""
    return Bars(
        title="Behov etter kommune",
        subtitle="Husstander 31.12.2013",
        alternative="Stolpediagram. Prøvevik: A 1 200, B ikke levert. Prøvesund: A :, B 4.",
        parts=("A Uten bolig", "B I fare"),
        bars=(
            Bar(label="Prøvevik", values=(1200.0, None), said=("1 200", "ikke levert")),
            Bar(label="Prøvesund", values=(None, 4.0), said=(":", "4")),
        ),
        table=TABLE,
    )


def five_places() -> TileMap:
    """A map with three numbers, one of them zero, one hidden cell, and one report that never came."""
    told = (("Lillevik", 0, 1, "0", 0.0), ("Storvik", 1, 0, "12", 12.0), ("Bergvik", 1, 1, "1 233", 1233.0))
    silent = (("Skjulvik", 2, 0, ":", None), ("Sentvik", 2, 1, "ikke levert", None))
    return TileMap(
        title="Husstander uten bolig",
        subtitle="Husstander 31.12.2013",
        alternative="Kart med en rute for hver kommune.",
        tiles=tuple(Tile(label=n, row=r, column=c, shown=s, value=v) for n, r, c, s, v in (*told, *silent)),
        table=TABLE,
        missing="uten tall",
    )
