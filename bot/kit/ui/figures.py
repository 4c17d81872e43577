"""Figures of matplotlib as pictures; imported only where one is drawn."""

from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure


def png_of(figure: Figure) -> bytes:
    """Return a figure as a PNG, drawn once: `savefig` draws twice, the first time to find its layout."""
    image = BytesIO()
    FigureCanvasAgg(figure).print_png(image)  # type: ignore[no-untyped-call]
    return image.getvalue()
