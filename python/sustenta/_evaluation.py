"""How a public function of columns calls the core: one way for every indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sustenta import _core
from sustenta._columns import Call, check_out, gather, plain_arrays
from sustenta.errors import SettingError
from sustenta.registry import ARGUMENTS

if TYPE_CHECKING:
    from collections.abc import Sequence


def evaluate(id: str, values: Sequence[Any], *, out: Any = None, errors: str = "raise") -> Any:
    """Compute the indicator `id` over the arguments, in the order of the registry."""
    plain = plain_arrays(values) if out is None else None
    if plain is not None:
        return _core.evaluate(id, plain, None, errors, reasons=False)[0]
    call = gather(ARGUMENTS[id], values)
    if call.exact:
        refuse_out(out)
        result, _ = _core.evaluate_exact(id, call.inputs, errors, call.arrow)
        return call.decimals(result, id)
    place = None if out is None else check_out(out, call.container, call.inputs)
    result = _core.evaluate(id, call.inputs, place, errors, reasons=False)[0]
    return call.floats(result, id) if out is None else out


def evaluate_with_reasons(id: str, call: Call, *, errors: str) -> tuple[Any, Any]:
    """Compute an indicator over gathered columns: the result, and the codes of the reasons."""
    if call.exact:
        result, codes = _core.evaluate_exact(id, call.inputs, errors, call.arrow)
        return call.decimals(result, id), codes
    floats, why = _core.evaluate(id, call.inputs, None, errors, reasons=True)
    return call.floats(floats, id), why


def refuse_out(out: Any) -> None:
    """Refuse `out=` in an exact call."""
    if out is not None:
        raise SettingError(
            "`out` takes floats; an exact call gives its decimals back",
            argument="out",
            problem="given in an exact call",
        )
