"""The frames between grader and child: what is written is read, and nothing but that is accepted."""

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.outcome import Kind, Value
from autograder.sandbox import wire
from autograder.sandbox.inside import student
from autograder.sandbox.wire import ForgedFrameError, Status

NONCE = bytes(range(16))
U32 = st.integers(0, 2**32 - 1)
ARRAYS = hnp.arrays(np.float64, hnp.array_shapes(min_dims=0, max_dims=8, min_side=0, max_side=3))
VALUES = st.one_of(
    st.builds(lambda array: Value(Kind.NUMBERS, array.shape, array), ARRAYS),
    st.builds(lambda shape: Value(Kind.NUMBERS, tuple(shape)), st.lists(U32, max_size=8)),
    st.builds(lambda text: Value(Kind.TEXT, text=text), st.text(st.characters(max_codepoint=127), max_size=256)),
    st.builds(Value, st.sampled_from(sorted(set(Kind) - {Kind.NUMBERS, Kind.TEXT}))),
)


def same(one, other):
    """Whether two values are equal to the last bit."""
    if (one.kind, one.shape, one.text) != (other.kind, other.shape, other.text):
        return False
    if one.array is None or other.array is None:
        return one.array is other.array
    return one.array.tobytes() == other.array.tobytes() and other.array.dtype == np.float64


def frame(nonce=NONCE, magic=wire.MAGIC, status=4, exception=0, inside=0, cell=0, line=0, length=0):
    """The head of a frame with any content."""
    return magic + nonce + wire.REPORT.pack(status, exception, inside, cell, line, length)


def item(kind, sent, shape, data=b""):
    """One value of a payload with any content."""
    return struct.pack("<BBB", kind, sent, len(shape)) + struct.pack(f"<{len(shape)}I", *shape) + data


def packed(count, values, changed):
    """A payload of values."""
    return wire.pack_payload(
        count, [wire.pack_value(value) for value in values], {at: wire.pack_value(v) for at, v in changed.items()}
    )


@given(st.one_of(ARRAYS, ARRAYS.map(np.transpose), st.floats(), st.floats().map(np.float64)))
def test_numbers_are_written_alike_both_ways(thing):
    """A float or an array of them is written as what it is found to be: the short cut for it changes no byte."""
    for most in (1, 10_000):
        assert student.packed(thing, most) == wire.pack_value(student.to_value(thing, most))


CHANGED = st.dictionaries(st.integers(0, 255), VALUES, max_size=3)


@given(U32, st.lists(VALUES, max_size=5), CHANGED)
def test_a_payload_is_read_as_it_was_written(count, values, changed):
    """Values and changed arguments come through as they were: kinds, shapes, texts and every bit of every number."""
    got = wire.unpack_payload(packed(count, values, changed))
    assert got.count == count
    assert len(got.values) == len(values)
    assert all(map(same, values, got.values))
    assert got.changed.keys() == changed.keys()
    assert all(same(value, got.changed[position]) for position, value in changed.items())


@given(
    st.sampled_from(Status),
    st.sampled_from(wire.EXCEPTIONS),
    st.booleans(),
    U32,
    U32,
    st.binary(max_size=64),
)
def test_a_frame_is_read_as_it_was_written(status, exception, inside, cell, line, payload):
    """Every head comes through as it was."""
    data = wire.pack_frame(NONCE, status, exception=exception, inside=inside, cell=cell, line=line, payload=payload)
    got = wire.unpack_frame(data[: wire.FRAME_BYTES], NONCE, 64)
    assert got == wire.Frame(status, exception, inside, cell, line, len(payload))
    assert data[wire.FRAME_BYTES :] == payload


@given(
    st.lists(
        hnp.arrays(
            st.sampled_from([np.float64, np.float32, np.int64, np.bool_]),
            hnp.array_shapes(min_dims=0, min_side=0, max_side=3),
        ),
        max_size=4,
    ),
    st.dictionaries(st.sampled_from(["do", "name"]), st.text(max_size=9)),
)
def test_a_request_is_read_as_it_was_written(arrays, head):
    """Head and arrays of a request come through with dtype, shape and every bit."""
    got_head, got = wire.unpack_body(wire.pack_body(head, arrays))
    assert {key: got_head[key] for key in head} == head
    assert [(a.dtype, a.shape, a.tobytes()) for a in got] == [(a.dtype, a.shape, a.tobytes()) for a in arrays]


def test_arrays_that_are_views_are_sent_by_value():
    """A transposed, strided or reversed argument arrives with the same entries in the same places."""
    base = np.arange(12.0).reshape(3, 4)
    views = [base.T, base[:, ::2], base[::-1]]
    _, got = wire.unpack_body(wire.pack_body({}, views))
    for view, array in zip(views, got, strict=True):
        np.testing.assert_array_equal(array, view)


@given(st.binary(min_size=wire.FRAME_BYTES, max_size=wire.FRAME_BYTES))
def test_no_random_head_is_a_frame(data):
    """Bytes that do not know the nonce are a forgery, and nothing else is raised."""
    with pytest.raises(ForgedFrameError):
        wire.unpack_frame(data, NONCE, 2**32)


@given(*[st.integers(0, 255)] * 3, U32, U32, U32)
def test_any_head_with_the_nonce_is_a_frame_or_a_forgery(status, exception, inside, cell, line, length):
    """Whatever stands in a head that knows the nonce, it parses into known words or raises ForgedFrameError."""
    head = frame(status=status, exception=exception, inside=inside, cell=cell, line=line, length=length)
    try:
        got = wire.unpack_frame(head, NONCE, 1000)
    except ForgedFrameError:
        assert status not in set(Status) or exception >= len(wire.EXCEPTIONS) or inside > 1 or length > 1000
    else:
        assert got == wire.Frame(Status(status), wire.EXCEPTIONS[exception], bool(inside), cell, line, length)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_payload_or_a_forgery(data):
    """Random bytes parse or raise ForgedFrameError, and nothing else."""
    try:
        got = wire.unpack_payload(data)
    except ForgedFrameError:
        return
    assert all(isinstance(value.kind, Kind) for value in [*got.values, *got.changed.values()])


@given(
    st.integers(0, 3),
    st.lists(
        st.builds(
            item,
            st.integers(0, 8),
            st.integers(0, 2),
            st.lists(st.one_of(st.sampled_from([0, 1, 2, 256, 257, 2**31, 2**32 - 1]), U32), max_size=9),
            st.binary(max_size=32),
        ),
        max_size=3,
    ),
    st.integers(-3, 0),
)
def test_almost_right_bytes_are_a_payload_or_a_forgery(length, items, cut):
    """Plausible payloads with odd kinds, sizes and lengths parse or raise ForgedFrameError, and nothing else."""
    data = wire.PAYLOAD.pack(1, length, 0) + b"".join(items)
    try:
        values = wire.unpack_payload(data[: len(data) + cut]).values
    except ForgedFrameError:
        return
    assert len(values) == length
    assert all(value.array is None or value.array.shape == value.shape for value in values)


@given(st.lists(VALUES, min_size=1, max_size=3), st.data())
def test_a_payload_cut_or_lengthened_is_a_forgery(values, data):
    """A payload that ends early or goes on after its last value is refused."""
    payload = packed(len(values), values, {0: values[0]})
    with pytest.raises(ForgedFrameError):
        wire.unpack_payload(payload[: data.draw(st.integers(0, len(payload) - 1))])
    with pytest.raises(ForgedFrameError):
        wire.unpack_payload(payload + data.draw(st.binary(min_size=1, max_size=9)))


HUGE = 2**32 - 1
FORGED_ITEMS = {
    "an unknown kind": item(7, 0, ()),
    "neither sent nor not": item(0, 2, (), bytes(8)),
    "nine dimensions": item(0, 0, (1,) * 9),
    "255 dimensions": struct.pack("<BBB", 0, 0, 255),
    "one huge side": item(0, 1, (HUGE,)),
    "eight huge sides": item(0, 1, (HUGE,) * 8),
    "sides whose product overflows 64 bits to zero": item(0, 1, (2**31, 2**31, 4)),
    "an empty side beside huge ones": item(0, 1, (0, HUGE, HUGE, HUGE)),
    "seven bytes for a number": item(0, 1, (), bytes(7)),
    "nine bytes for a number": item(0, 1, (), bytes(9)),
    "a text of two dimensions": item(1, 1, (2, 2), b"abcd"),
    "a text without a length": item(1, 1, ()),
    "a text too long": item(1, 1, (257,), b"a" * 257),
    "data of nothing": item(2, 1, ()),
    "data of something else": item(6, 1, (1,), bytes(8)),
}


@pytest.mark.parametrize("forged", FORGED_ITEMS.values(), ids=list(FORGED_ITEMS))
def test_a_forged_value_is_refused(forged):
    """A value that our own code would never write raises ForgedFrameError before memory is taken for it."""
    with pytest.raises(ForgedFrameError):
        wire.unpack_payload(wire.PAYLOAD.pack(1, 1, 0) + forged)


@pytest.mark.parametrize("length", [2, 255])
def test_more_values_announced_than_sent_are_refused(length):
    """A payload that announces more values than it has is refused."""
    with pytest.raises(ForgedFrameError):
        wire.unpack_payload(wire.PAYLOAD.pack(1, length, 0) + item(2, 0, ()))


@pytest.mark.parametrize(
    "forged",
    [
        {"nonce": bytes(16)},
        {"nonce": NONCE[::-1]},
        {"magic": b"BbH2"},
        {"magic": bytes(4)},
        {"status": 0},
        {"status": 8},
        {"status": 255},
        {"exception": 255},
        {"inside": 2},
        {"length": 65},
        {"length": HUGE},
    ],
    ids=lambda forged: "-".join(f"{key}={value!r:.12}" for key, value in forged.items()),
)
def test_a_forged_head_is_refused(forged):
    """One field out of its range makes a head a forgery."""
    assert wire.unpack_frame(frame(length=64), NONCE, 64).payload_bytes == 64
    with pytest.raises(ForgedFrameError):
        wire.unpack_frame(frame(**{"length": 64} | forged), NONCE, 64)


def test_exceptions_are_builtin_ones_only():
    """A child can name only builtin exceptions, and few enough for one byte."""
    assert {"ValueError", "SystemExit", "BaseException", "Exception"} <= set(wire.EXCEPTIONS)
    assert len(wire.EXCEPTIONS) < 256


def test_a_long_text_is_cut():
    """A text is sent up to its bound, cut inside a character if need be, and still parses."""
    (got,) = wire.unpack_payload(packed(1, [Value(Kind.TEXT, text="σ" * 200 + "x" * 10**6)], {})).values
    assert got.text.startswith("σσ")
    assert len(got.text.encode()) <= wire.MOST_TEXT + 2


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\0", "σ\n"], ids=ascii)
def test_odd_texts_survive_or_are_replaced(text):
    """Half a surrogate pair and control characters neither break the frame nor the reader."""
    (got,) = wire.unpack_payload(packed(1, [Value(Kind.TEXT, text=text)], {})).values
    assert got.text == text.encode(errors="replace").decode()


def test_numbers_beyond_the_field_are_capped():
    """A count, a line or a side too large for its field is cut down to the largest that fits."""
    got = wire.unpack_payload(packed(2**40, [Value(Kind.NUMBERS, (2**40,))], {}))
    assert (got.count, got.values[0].shape) == (HUGE, (HUGE,))
    head = wire.pack_frame(NONCE, Status.RAISED, line=2**40)
    assert wire.unpack_frame(head, NONCE, 0).line == HUGE
