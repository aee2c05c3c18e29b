"""Which values agree with a reference: tolerance, shapes, and numbers that fool careless comparisons."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.comparing import calls
from autograder.grades import Verdict
from autograder.model import Tolerance

EXACT = Tolerance(rtol=0.0, atol=0.0)
FINITE = hnp.arrays(
    np.float64,
    hnp.array_shapes(max_dims=3, max_side=4),
    elements=st.floats(-1e6, 1e6, allow_nan=False),
)


def agrees(got, wanted, tolerance):
    """Whether a value agrees with a reference within a tolerance."""
    return calls.agrees(got, calls.Wanted(wanted, tolerance.around(wanted)))


@given(FINITE)
def test_every_array_agrees_with_itself(array):
    """A value equal to the reference agrees, without any tolerance at all."""
    assert agrees(array.copy(), array, EXACT)


@given(FINITE, st.sampled_from([np.nan, np.inf, -np.inf]), st.data())
def test_one_number_that_is_not_finite_is_enough_to_refuse(array, odd, data):
    """One NaN or infinity anywhere makes an otherwise equal array disagree, however wide the tolerance."""
    spoilt = array.copy()
    spoilt.flat[data.draw(st.integers(0, array.size - 1))] = odd
    assert not agrees(spoilt, array, Tolerance(rtol=1e300, atol=1e300))


@given(FINITE, st.data())
def test_the_worst_entry_decides(array, data):
    """One entry that is off by more than the tolerance makes the whole array disagree."""
    spoilt = array.copy()
    allowed = 1e-8 + 1e-5 * np.abs(array).max()
    spoilt.flat[data.draw(st.integers(0, array.size - 1))] += 1.01 * allowed + 1e-9
    assert not agrees(spoilt, array, Tolerance())


@pytest.mark.parametrize(
    ("distance", "tolerance", "verdict"),
    [
        (0.5, Tolerance(rtol=0.0, atol=0.5), True),
        (np.nextafter(0.5, 1), Tolerance(rtol=0.0, atol=0.5), False),
        (0.5, Tolerance(rtol=0.125, atol=0.0), True),
        (np.nextafter(0.5, 1), Tolerance(rtol=0.125, atol=0.0), False),
        (1.0, Tolerance(rtol=0.125, atol=0.5), True),
        (np.nextafter(1, 2), Tolerance(rtol=0.125, atol=0.5), False),
    ],
    ids=["at atol", "past atol", "at rtol", "past rtol", "at their sum", "past their sum"],
)
@pytest.mark.parametrize("sign", [1, -1], ids=["above", "below"])
def test_the_tolerance_includes_its_edge(distance, tolerance, verdict, sign):
    """A distance of exactly atol + rtol * max|reference| agrees, and the next float beyond it does not."""
    wanted = np.array([0.0, 4.0])
    assert agrees(wanted + np.array([sign * distance, 0.0]), wanted, tolerance) is verdict


def test_the_scale_is_that_of_the_reference_not_of_the_answer():
    """A huge answer does not widen its own tolerance."""
    assert not agrees(np.array([1e12]), np.array([1.0]), Tolerance(rtol=0.9, atol=0.0))


def test_the_scale_is_the_largest_entry_of_the_array():
    """A small entry next to a large one is judged on the scale of the large one, as design asks of gradients."""
    assert agrees(np.array([1e-6, 1.0]), np.array([0.0, 1.0]), Tolerance(rtol=1e-5, atol=0.0))


def test_the_default_tolerance_takes_float32_and_refuses_a_slip_of_a_thousandth():
    """Right code in float32 agrees by the default tolerance, and an error of 1e-3 does not."""
    wanted = np.random.default_rng(1).normal(size=(4, 3))
    assert agrees(wanted.astype(np.float32).astype(np.float64), wanted, Tolerance())
    assert not agrees(wanted * 1.001, wanted, Tolerance())


def test_opposite_ends_of_the_float_range_disagree_in_silence():
    """A difference that overflows is no agreement, and not a warning either."""
    assert not agrees(np.array([1e308]), np.array([-1e308]), Tolerance())


def test_an_enormous_answer_is_refused_in_silence(judge):
    """1e308 where 1 is wanted is wrong, in public and in hidden cases alike."""
    assert judge(1e308, 1.0).verdict is Verdict.WRONG
    assert judge(-1e308, 1.0, visibility="public").verdict is Verdict.WRONG


def test_a_public_difference_that_overflows_is_told_in_silence(judge):
    """A public case whose difference overflows gives a sentence and no warning."""
    finding = judge(1e308, -1e308, visibility="public")
    assert finding.message == "dW: wanted -1e+308, but 1e+308 came back."


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf], ids=str)
def test_what_is_not_finite_does_not_agree_with_itself(number):
    """NaN and infinity are refused where the same bits are wanted, whatever the tolerance."""
    array = np.array([1.0, number])
    with np.errstate(invalid="ignore"):
        assert not calls.agrees(array, calls.Wanted(array, 1.0))


@given(FINITE, st.sampled_from([-1.0, np.nan]))
def test_no_bits_are_within_less_than_nothing(array, within):
    """A tolerance that nothing keeps is kept by equal bits no more than by others."""
    assert not calls.agrees(array, calls.Wanted(array, within))


def test_an_empty_array_agrees_with_nothing():
    """An empty array is refused even where the reference is empty: every comparison of it would succeed."""
    assert not calls.agrees(np.empty(0), calls.Wanted(np.empty(0), 1.0))


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        ((3,), (3, 1)),
        ((3,), (1, 3)),
        ((3, 1), (3,)),
        ((3, 1), (1, 3)),
        ((1, 3), (3, 1)),
        ((), (1,)),
        ((1,), ()),
        ((), (3,)),
        ((1, 1), (1,)),
        ((0,), (1,)),
        ((0,), (3,)),
        ((2, 3), (3, 2)),
        ((2, 3), (6,)),
    ],
    ids=lambda shape: str(shape).replace(" ", ""),
)
def test_shapes_are_exact(judge, got, wanted):
    """Equal numbers in another shape do not agree, even where numpy would broadcast one onto the other."""
    assert not agrees(np.ones(got), np.ones(wanted), Tolerance())
    assert judge(np.ones(got), np.ones(wanted)).verdict is Verdict.WRONG


@pytest.mark.parametrize("wanted", [np.float64(0.5), np.full((1,), 0.5), np.full((2, 1, 3), 0.5)], ids=["()", "1", "3"])
def test_the_right_value_is_right(judge, wanted):
    """A value of the right shape within the tolerance is correct, and the sentence says no more than that."""
    for visibility in ("public", "hidden"):
        finding = judge(wanted + 1e-9, wanted, visibility=visibility)
        assert (finding.verdict, finding.message) == (Verdict.CORRECT, "Right.")


def test_zeros_of_the_right_shape_are_wrong(judge):
    """Zeros where a gradient is wanted earn nothing."""
    assert judge(np.zeros((2, 3)), np.random.default_rng(3).normal(size=(2, 3))).verdict is Verdict.WRONG


def test_a_case_without_atol_tells_tiny_numbers_apart(judge):
    """With atol 0 a value of 2e-9 is not met by zero, which the default tolerance would take."""
    assert judge(0.0, 2e-9).verdict is Verdict.CORRECT
    assert judge(0.0, 2e-9, tolerance=Tolerance(rtol=1e-6, atol=0.0)).verdict is Verdict.WRONG
