"""Finite fields GF(q), small, as tables: elements are 0 … q − 1, 0 and 1 are the neutral ones."""

import functools
import itertools
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Field:
    order: int
    add: np.ndarray  # order × order
    multiply: np.ndarray

    def subfield_multiples(self, size: int) -> list[list[frozenset[int]]]:
        """For each direction (one for each multiple of the subfield of that size), its cosets: parallel lines."""
        inside = [x for x in range(self.order) if self.power(x, size) == x]
        directions = {frozenset(int(self.multiply[c, x]) for x in inside) for c in range(1, self.order)}
        return [self._cosets(one) for one in sorted(directions, key=sorted)]

    def power(self, x: int, exponent: int) -> int:
        result = 1
        for _ in range(exponent):
            result = int(self.multiply[result, x])
        return result

    def _cosets(self, part: frozenset[int]) -> list[frozenset[int]]:
        left, found = set(range(self.order)), []
        while left:
            coset = frozenset(int(self.add[min(left), x]) for x in part)
            found.append(coset)
            left -= coset
        return found


@functools.cache
def field(order: int) -> Field | None:
    """GF(order); None when the order is not a power of a prime."""
    prime = next((p for p in range(2, order + 1) if order % p == 0), 0)
    degree = round(np.log(order) / np.log(prime)) if prime else 0
    if not prime or prime**degree != order:
        return None
    digits = [tuple((x // prime**i) % prime for i in range(degree)) for x in range(order)]
    number = {digit: x for x, digit in enumerate(digits)}
    add = np.array(
        [[number[tuple((a + b) % prime for a, b in zip(x, y, strict=True))] for y in digits] for x in digits]
    )
    for low in itertools.product(range(prime), repeat=degree):
        multiply = np.array([[number[_product(x, y, low, prime)] for y in digits] for x in digits])
        # Without zero divisors the ring is a field: the polynomial is irreducible.
        if (multiply[1:, 1:] != 0).all():
            return Field(order, add, multiply)
    raise AssertionError("every prime power has an irreducible polynomial")


def _product(x: tuple, y: tuple, low: tuple, prime: int) -> tuple:
    """The product of two polynomials modulo X^d − low(X), coefficients from the constant up."""
    degree = len(x)
    result = [0] * (2 * degree - 1)
    for i, a in enumerate(x):
        for j, b in enumerate(y):
            result[i + j] += a * b
    for top in range(2 * degree - 2, degree - 1, -1):
        for i, c in enumerate(low):
            result[top - degree + i] += result[top] * c
    return tuple(value % prime for value in result[:degree])
