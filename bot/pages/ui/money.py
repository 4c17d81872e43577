"""Write pay and fees as members read them."""

from bot.knowledge.pages import Fee
from bot.knowledge.role import Pay

_SYMBOL = {"USD": "$", "GBP": "£", "EUR": "€"}


def amount(value: float, currency: str) -> str:
    """Return an amount such as `$1,250` or `CAD 90.50`."""
    number = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
    symbol = _SYMBOL.get(currency)
    return f"{symbol}{number}" if symbol else f"{currency} {number}"


def pay_figure(pay: Pay) -> str:
    """Return the figure of a pay line, such as `$200,000–240,000 a year, median $215,000`."""
    currency, period = pay.unit.split("/")
    parts = []
    if pay.low is not None and pay.high is not None:
        low, high = amount(pay.low, currency), amount(pay.high, currency)
        parts.append(low if pay.low == pay.high else f"{low}–{high.lstrip('$£€')}")
    if pay.p25 is not None and pay.p75 is not None:
        low, high = amount(pay.p25, currency), amount(pay.p75, currency)
        parts.append(f"the middle half {low}–{high.lstrip('$£€')}")
    if pay.median is not None:
        parts.append(f"median {amount(pay.median, currency)}")
    if pay.mean is not None:
        parts.append(f"mean {amount(pay.mean, currency)}")
    return f"{', '.join(parts)} {_per(period)}"


def _per(period: str) -> str:
    return f"an {period}" if period[0] in "aeio" or period == "hour" else f"a {period}"


def fee_line(fee: Fee) -> str:
    """Return a fee such as `$450 (2025): exam`."""
    return f"{amount(fee.amount, fee.currency)} ({fee.when}): {fee.covers}"
