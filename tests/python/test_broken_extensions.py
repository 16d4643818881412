"""What a broken extension does: a documented outcome, and an engine that works on.

Each kind is a function of planes. `outcome` is the code of the error, or the figure that comes out
where being odd is no fault.
"""

import contextlib
import ctypes
import gc
import signal
import threading
import time

import numpy as np
import pytest
from small_province import small_cube

import cchc

FILE = "case file (hồ sơ)"
KEPT = []


def register(function, name="broken", inputs=("3.3.received", "3.3"), **more):
    cchc.indicator(name, inputs=inputs, unit_of_measure=FILE, replace=True, **more)(function)


def wrong_shape(a, b):
    return a[:, :1]


def wrong_length(a, b):
    return np.zeros(3)


def one_dimension(a, b):
    return a.ravel()


def scalar(a, b):
    return 3.0


def text_array(a, b):
    return np.full(a.shape, "x")


def object_array(a, b):
    return a.astype(object)


def complex_array(a, b):
    return a + 1j


def long_double(a, b):
    return a.astype(np.longdouble)


def bool_array(a, b):
    return a > b


def masked_array(a, b):
    return np.ma.masked_invalid(a)


def returns_none(a, b):
    return None


def returns_list(a, b):
    return a.tolist()


def returns_itself(a, b):
    return returns_itself


def generator(a, b):
    yield a


async def coroutine(a, b):
    return a


def huge(a, b):
    return np.broadcast_to(np.float64(1), (10**9, 10**9))


def infinite(a, b):
    return np.full(a.shape, np.inf)


def from_nothing(a, b):
    return np.zeros(a.shape)


def raises(a, b):
    raise KeyError("no such thing")


def raises_on_str(a, b):
    class OddError(Exception):
        def __str__(self):
            return "kỳ lạ"

    raise OddError


def mutates(a, b):
    a[0, 0] = 99
    return a


def changes_the_flag(a, b):
    a.flags.writeable = True
    return a


def changes_the_flag_of_the_base(a, b):
    a.setflags(write=True)
    return a


def resizes(a, b):
    a.resize((1, 1))
    return a


def wrong_signature(a):
    return a


def calls_itself(a, b):
    return cchc.derive(small_cube(), "broken")["broken"].values


def registers_itself(a, b):
    register(registers_itself, "another")
    return a


def recurses(a, b):
    return recurses(a, b)


def runs_out_of_memory(a, b):
    raise MemoryError


def exits(a, b):
    raise SystemExit(3)


def interrupts(a, b):
    raise KeyboardInterrupt


def wrong_name_inside(a, b):
    return cchc.derive(small_cube(), "nobody")


@pytest.fixture(autouse=True)
def scope():
    with cchc.extensions():
        yield
    KEPT.clear()


def engine_works():
    """A whole round through the engine with a sound extension gives the right figure."""
    cchc.indicator("sound", inputs="3.3", unit_of_measure=FILE, replace=True)(lambda a: a + 1)
    derived = cchc.derive(small_cube(), "sound")
    rolled = cchc.roll_up(derived)
    assert derived.figure("sound", "so-b", "2024-H1").value == 101
    assert rolled.figure("3.3", "tinh", "2024-H1").value == 16281


REFUSED = [
    (wrong_shape, "CCHC-E1404"),
    (wrong_length, "CCHC-E1404"),
    (one_dimension, "CCHC-E1404"),
    (huge, "CCHC-E1404"),
    (scalar, "CCHC-E1408"),
    (text_array, "CCHC-E1408"),
    (object_array, "CCHC-E1408"),
    (complex_array, "CCHC-E1408"),
    (long_double, "CCHC-E1408"),
    (bool_array, "CCHC-E1408"),
    (masked_array, "CCHC-E1408"),
    (returns_none, "CCHC-E1408"),
    (returns_list, "CCHC-E1408"),
    (returns_itself, "CCHC-E1408"),
    (generator, "CCHC-E1408"),
    (coroutine, "CCHC-E1408"),
    (infinite, "CCHC-E1405"),
    (from_nothing, "CCHC-E1406"),
    (raises, "CCHC-E1407"),
    (raises_on_str, "CCHC-E1407"),
    (mutates, "CCHC-E1407"),
    (changes_the_flag, "CCHC-E1407"),
    (changes_the_flag_of_the_base, "CCHC-E1407"),
    (resizes, "CCHC-E1407"),
    (wrong_signature, "CCHC-E1407"),
    (calls_itself, "CCHC-E1407"),
    (registers_itself, "CCHC-E1407"),
    (recurses, "CCHC-E1407"),
    (runs_out_of_memory, "CCHC-E1407"),
    (wrong_name_inside, "CCHC-E1407"),
]


@pytest.mark.parametrize(
    ("function", "code"), REFUSED, ids=lambda each: getattr(each, "__name__", "")
)
def test_a_broken_extension_is_refused_by_name_and_the_engine_works_on(function, code):
    register(function)
    with pytest.raises(cchc.ExtensionError) as caught:
        cchc.derive(small_cube(), "broken")
    assert caught.value.code == code
    for message in (caught.value.message_en, caught.value.message_vi):
        assert "'broken'" in message
        assert "broken" in message.split(":")[0]
    if code == "CCHC-E1407":
        assert caught.value.__cause__ is not None
        assert type(caught.value.__cause__).__name__ in caught.value.message_en
    engine_works()


@pytest.mark.parametrize(
    ("function", "cause"),
    [(calls_itself, "E1409"), (registers_itself, "E1412"), (wrong_name_inside, "E1402")],
)
def test_the_cause_says_what_the_engine_refused_inside(function, cause):
    register(function)
    with pytest.raises(cchc.ExtensionError) as caught:
        cchc.derive(small_cube(), "broken")
    inner = caught.value
    while inner.__cause__ is not None:
        inner = inner.__cause__
    assert cause in str(inner)
    assert [each.name for each in cchc.list_extensions()] == ["broken"]


@pytest.mark.parametrize(
    ("function", "kind"), [(interrupts, KeyboardInterrupt), (exits, SystemExit)]
)
def test_a_wish_to_stop_goes_through_untouched(function, kind):
    register(function)
    with pytest.raises(kind):
        cchc.derive(small_cube(), "broken")
    engine_works()


def press_ctrl_c_soon():
    """Started from inside the extension, so that nothing else can be interrupted."""
    main = threading.main_thread().ident
    timer = threading.Timer(0.05, signal.pthread_kill, [main, signal.SIGINT])
    timer.start()
    KEPT.append(timer)


def test_ctrl_c_stops_an_extension_that_blocks():
    def blocks(a, b):
        press_ctrl_c_soon()
        time.sleep(60)
        return a

    register(blocks)
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        cchc.derive(small_cube(), "broken")
    KEPT[0].join()
    assert time.monotonic() - start < 10
    engine_works()


@pytest.mark.parametrize("moments", ["sum", ()])
def test_ctrl_c_stops_a_long_roll_up_between_planes(moments):
    calls = []

    @cchc.aggregation(moments=moments)
    def slow(*arrays):
        calls.append(1)
        if len(calls) == 1:
            press_ctrl_c_soon()
        time.sleep(0.1)
        return arrays[0] if moments else cchc.group_quantiles(*arrays, 0.5)

    cube = small_cube().sel(indicator=["3.3", "3.3.received", "4.2.1", "4.2.2"] * 8)
    with pytest.raises(KeyboardInterrupt):
        cchc.roll_up(cube, over_units="slow")
    KEPT[0].join()
    assert len(calls) < 10
    engine_works()


def test_a_blocked_extension_leaves_other_threads_free():
    entered, leave = threading.Event(), threading.Event()

    def blocks(a, b):
        entered.set()
        assert leave.wait(30)
        return a

    found = []

    def other():
        with cchc.extensions():
            register(blocks)
            found.append(cchc.derive(small_cube(), "broken"))

    thread = threading.Thread(target=other)
    thread.start()
    assert entered.wait(30)
    engine_works()
    leave.set()
    thread.join(30)
    assert found[0].figure("broken", "so-b", "2024-H1").value == 110


def test_a_view_that_is_kept_outlives_the_cube():
    def keeps(a, b):
        KEPT.extend((a, b))
        return a

    register(keeps)
    cchc.derive(small_cube(), "broken")
    gc.collect()
    assert np.nansum(KEPT[1]) == 900 + 100 + 16181 + 100
    with pytest.raises(ValueError, match="read-only"):
        KEPT[0][0, 0] = 1
    engine_works()


def test_moments_and_groups_that_are_kept_outlive_the_call():
    cchc.aggregation("keep", moments=("sum", "count"))(lambda s, c: KEPT.extend((s, c)) or s / c)
    cchc.aggregation("keep_groups")(lambda v, o: KEPT.extend((v, o)) or v[o[:-1]])
    cube = small_cube().sel(indicator="3.3.received")
    cchc.roll_up(cube, over_units="keep", missing="skip_missing")
    with contextlib.suppress(cchc.ExtensionError):
        cchc.roll_up(cube, over_units="keep_groups")
    gc.collect()
    assert KEPT[0][0].max() == 16293 or np.nanmax(KEPT[0]) == 16293
    assert all(not each.flags.writeable for each in KEPT)
    assert [float(each.sum()) for each in KEPT if each.dtype == np.float64]
    engine_works()


def test_a_result_that_changes_later_does_not_change_the_cube():
    def keeps_its_result(a, b):
        KEPT.append(np.array(a))
        return KEPT[-1]

    register(keeps_its_result)
    cube = cchc.derive(small_cube(), "broken")
    KEPT[0][:] = -1
    assert cube.figure("broken", "so-b", "2024-H1").value == 110


@pytest.mark.parametrize(
    ("odd", "value"),
    [
        (lambda a, b: np.asfortranarray(a), 110),
        (lambda a, b: np.repeat(a, 2, axis=1)[:, ::2], 110),
        (lambda a, b: a[::-1][::-1], 110),
        (lambda a, b: a.astype(np.float32), 110),
        (lambda a, b: np.where(np.isnan(a), np.nan, 7).astype(np.float16), 7),
        (lambda a, b: a, 110),
        (lambda a, b: np.broadcast_to(a, a.shape), 110),
        (lambda a, b: np.array(a).view(type("Mine", (np.ndarray,), {})), 110),
        (lambda a, b: np.array(a).astype(">f8"), 110),
        (lambda a, b: np.full(a.shape, np.nan), None),
    ],
)
def test_an_odd_but_honest_result_is_taken(odd, value):
    register(odd)
    cube = cchc.derive(small_cube(), "broken")
    assert cube.figure("broken", "so-b", "2024-H1").value == value
    assert cube.figure("broken", "so-c", "2023-H1").state == "missing"


def test_from_nothing_may_be_allowed_by_name():
    register(from_nothing, from_nothing=True)
    assert cchc.derive(small_cube(), "broken").figure("broken", "tinh", "2015").value == 0


def test_an_extension_may_use_the_engine():
    def uses(a, b):
        return cchc.derive(small_cube(), "inner")["inner"].values

    cchc.indicator("inner", inputs="3.3", unit_of_measure=FILE)(lambda plane: plane * 2)
    register(uses)
    assert cchc.derive(small_cube(), "broken").figure("broken", "so-b", "2024-H1").value == 200


def test_writing_through_the_address_is_beyond_protection_but_not_beyond_the_own_copy():
    """A result is copied, so even an address kept from the result reaches nothing of the cube."""

    def keeps_address(a, b):
        KEPT.append(np.array(a))
        return KEPT[-1]

    register(keeps_address)
    cube = cchc.derive(small_cube(), "broken")
    ctypes.memset(KEPT[0].ctypes.data, 0, KEPT[0].nbytes)
    assert cube.figure("broken", "so-b", "2024-H1").value == 110


AGGREGATIONS = [
    ({"moments": "sum"}, lambda s: s[:1], "CCHC-E1404"),
    ({"moments": "sum"}, np.nan_to_num, "CCHC-E1406"),
    ({"moments": "sum"}, lambda s: s / 0, "CCHC-E1407"),
    ({"moments": ("sum", "count")}, lambda s: s, "CCHC-E1407"),
    ({}, lambda v, o: v[:0], "CCHC-E1404"),
    ({}, lambda v, o: np.zeros(len(o) - 1), "CCHC-E1406"),
    ({}, lambda v, o: [0.0] * (len(o) - 1), "CCHC-E1408"),
    ({}, lambda v, o: v.sort() or v[:1], "CCHC-E1407"),
]


@pytest.mark.parametrize(("how", "function", "code"), AGGREGATIONS)
def test_a_broken_aggregation_is_refused_with_indicator_and_level(how, function, code):
    cchc.aggregation("broken", **how)(function)
    with np.errstate(all="raise"), pytest.raises(cchc.ExtensionError) as caught:
        cchc.roll_up(small_cube().sel(indicator="3.3.received"), over_units="broken")
    assert caught.value.code == code
    assert "3.3.received" in caught.value.message_en
    if not how and code != "CCHC-E1406":
        assert "level province" in caught.value.message_en
        assert caught.value.level == "province"
    engine_works()


def test_a_broken_baseline_is_refused():
    cchc.baseline("broken")(lambda plane, periods: plane[:, 0])
    with pytest.raises(cchc.ExtensionError, match="E1404"):
        cchc.compare(small_cube(), baseline="broken")
    engine_works()
