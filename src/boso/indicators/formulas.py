"""A formula over figure codes: codes, numbers, + - * / and brackets, nothing else."""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

OPERATORS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True, slots=True)
class Code:
    """A figure, by its code."""

    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two formulas put together by + - * or /."""

    sign: type[ast.operator]
    left: "Formula"
    right: "Formula"


Formula = Code | Decimal | Operation


def parse(text: str) -> Formula:
    """The formula a text says. Raises `ValueError` with what is not understood."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        raise ValueError(f"'{text}' is not a formula") from None
    return _formula(tree, text)


def codes_of(formula: Formula) -> tuple[str, ...]:
    """The codes in a formula, each once, in the order they stand."""
    match formula:
        case Code(name):
            return (name,)
        case Operation(_, left, right):
            return tuple(dict.fromkeys((*codes_of(left), *codes_of(right))))
        case _:
            return ()


def filled_in(formula: Formula, known: Mapping[str, Formula]) -> Formula:
    """The same formula with other formulas in the place of codes."""
    match formula:
        case Code(name):
            return known.get(name, formula)
        case Operation(sign, left, right):
            return Operation(sign, filled_in(left, known), filled_in(right, known))
        case _:
            return formula


def is_sum(formula: Formula) -> bool:
    """The formula only adds figures, so that a part of it is still a meaningful number."""
    match formula:
        case Operation(sign, left, right):
            return sign is ast.Add and is_sum(left) and is_sum(right)
        case _:
            return isinstance(formula, Code)


def terms(formula: Formula) -> tuple[Formula, ...]:
    """The sums and single figures that a formula subtracts, multiplies or divides; a sum is its own only term."""
    if isinstance(formula, Decimal):
        return ()
    if is_sum(formula) or not isinstance(formula, Operation):
        return (formula,)
    return (*terms(formula.left), *terms(formula.right))


def value_of(formula: Formula, values: Mapping[str, Decimal]) -> Decimal | None:
    """The value of a formula; None where it divides by zero."""
    match formula:
        case Code(name):
            return values[name]
        case Operation(sign, left, right):
            first, second = value_of(left, values), value_of(right, values)
            if first is None or second is None or (sign is ast.Div and second == 0):
                return None
            return OPERATORS[sign](first, second)
        case _:
            return formula


def _formula(node: ast.expr, text: str) -> Formula:
    match node:
        case ast.Constant(value=int(number)) if not isinstance(number, bool):
            return Decimal(number)
        case ast.BinOp(left, sign, right) if type(sign) in OPERATORS:
            return Operation(type(sign), _formula(left, text), _formula(right, text))
        case ast.Name(name):
            return Code(name)
        case ast.Attribute(ast.Name(first), last):
            return Code(f"{first}.{last}")
        case _:
            raise ValueError(f"'{ast.unparse(node)}' in '{text}' is neither a code, a whole number nor + - * /")
