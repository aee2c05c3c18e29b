"""Numbers worked by hand are judged at the digits as written, two at least, or within one per cent."""

from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from autograder.comparing.answers import accepts

W1 = 0.00136364217271  # dL/dw1 of the three-layer chain
ROUNDINGS = st.sampled_from([ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN])
SIZES = st.floats(1e-200, 1e200, allow_nan=False)
WANTED = st.builds(lambda size, sign: sign * size, SIZES, st.sampled_from([1.0, -1.0]))


def rounded(number, digits, rounding):
    """A float to so many significant digits, as a student would write it down."""
    exact = Decimal(repr(number))
    return exact.quantize(Decimal(1).scaleb(exact.adjusted() - digits + 1), rounding)


@given(WANTED, st.integers(2, 15), ROUNDINGS)
@example(9.96, 2, ROUND_HALF_UP)
@example(0.0995, 2, ROUND_HALF_UP)
@example(0.00995, 2, ROUND_HALF_DOWN)
@example(1.05, 2, ROUND_HALF_UP)
@example(1.05, 2, ROUND_HALF_DOWN)
def test_every_correct_rounding_is_accepted(wanted, digits, rounding):
    """A number rounded correctly to two digits or more is right, whichever way a 5 was rounded."""
    assert accepts(float(rounded(wanted, digits, rounding)), wanted)


@given(WANTED, st.floats(-3, 3, allow_nan=False))
def test_within_one_per_cent_is_accepted_and_too_far_is_refused(wanted, off):
    """Nothing within 1 % is refused, and nothing beyond both 1 % and half a unit of the second digit is accepted."""
    got = wanted * (1 + off)
    distance = abs(Decimal(got) - Decimal(wanted))
    one_per_cent = abs(Decimal(wanted)) / 100
    second_digit = Decimal(5).scaleb(Decimal(repr(wanted)).adjusted() - 2)
    if distance < one_per_cent * Decimal("0.999999"):
        assert accepts(got, wanted)
    if distance > max(one_per_cent, second_digit) * Decimal("1.000001"):
        assert not accepts(got, wanted)


@given(WANTED, st.integers(3, 12), st.sampled_from([ROUND_UP, ROUND_DOWN]))
def test_more_digits_must_be_the_right_ones(wanted, digits, rounding):
    """A number with more digits is judged at those: a wrong last digit is refused where it is over 1 % off."""
    last = Decimal(1).scaleb(Decimal(repr(wanted)).adjusted() - digits + 1)
    shift = last * round(Decimal("0.02") * 10**digits) + last
    got = float(rounded(wanted, digits, rounding) + shift)
    assume(len(Decimal(repr(got)).normalize().as_tuple().digits) >= digits)
    assert not accepts(got, wanted)


@given(WANTED)
def test_the_sign_belongs_to_the_answer(wanted):
    """The right size with the wrong sign is refused."""
    assert not accepts(-wanted, wanted)


@pytest.mark.parametrize(
    ("got", "wanted", "right"),
    [
        (0.0014, W1, True),
        (0.00136, W1, True),
        (0.001364, W1, True),
        (0.001363, W1, True),
        (0.00136364217271, W1, True),
        (0.001, W1, False),
        (0.0013, W1, False),
        (0.0015, W1, False),
        (0.00139, W1, False),
        (0.00140001, W1, False),
        (-0.0014, W1, False),
        (0.0, W1, False),
        (-0.0427, -0.0427113342116, True),
        (-0.043, -0.0427113342116, True),
        (-0.04, -0.0427113342116, False),
        (-0.2, -0.197225213916, True),
        (-0.19, -0.197225213916, False),
        (-0.20, -0.195, True),
        (16000.0, 16287.2637155, True),
        (20000.0, 16287.2637155, False),
        (0.856227869791, 0.856227869791, True),
        (0.86, 0.856227869791, True),
        (0.9, 0.856227869791, False),
    ],
)
def test_the_numbers_of_the_handouts(got, wanted, right):
    """Worked values are taken to two digits, or more, and one digit is not enough."""
    assert accepts(got, wanted) is right


@pytest.mark.parametrize(
    ("wanted", "both"),
    [
        (0.125, (0.12, 0.13)),
        (-0.125, (-0.12, -0.13)),
        (1.05, (1.0, 1.1)),
        (10.5, (10.0, 11.0)),
        (0.0145, (0.014, 0.015)),
    ],
)
def test_a_five_may_be_rounded_either_way(wanted, both):
    """Where the next digit is a single 5, both neighbours are right, and the ones beyond them are not."""
    lower, upper = both
    step = upper - lower
    assert accepts(lower, wanted)
    assert accepts(upper, wanted)
    assert not accepts(lower - step, wanted)
    assert not accepts(upper + step, wanted)


@pytest.mark.parametrize(
    ("got", "right"),
    [(0.0, True), (-0.0, True), (1e-8, True), (-1e-8, True), (1.1e-8, False), (0.001, False), (5e-324, True)],
)
@pytest.mark.parametrize("zero", [0.0, -0.0])
def test_zero_is_met_by_zero(got, right, zero):
    """Zero has neither digits nor per cent, so only what is zero but for rounding meets it."""
    assert accepts(got, zero) is right


@pytest.mark.parametrize("got", [float("nan"), float("inf"), float("-inf")], ids=str)
@pytest.mark.parametrize("wanted", [0.0, 0.25, -1e300])
def test_what_is_not_finite_is_never_right(got, wanted):
    """NaN and infinity are refused, whatever is wanted."""
    assert not accepts(got, wanted)


@pytest.mark.parametrize(
    "wanted", [5e-324, 2.2250738585072014e-308, 1.7976931348623157e308], ids=["tiny", "small", "huge"]
)
def test_the_ends_of_the_float_range_are_no_trouble(wanted):
    """The smallest and largest numbers are judged like any other, without a warning or an error."""
    assert accepts(wanted, wanted)
    assert not accepts(-wanted, wanted)
    assert not accepts(1.0, wanted)
