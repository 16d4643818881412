"""Registries: duplicates, scopes, threads, plug-ins, and what users see of them."""

import contextvars
import importlib.metadata
import sys
import threading

import pytest

import cchc
from cchc import _registry
from cchc.definitions import BASELINES, OPERATIONS, refuse_built_in


@pytest.fixture(autouse=True)
def scope():
    with cchc.extensions():
        yield


def names(kind="indicator"):
    return [each.name for each in cchc.list_extensions(kind)]


def test_a_duplicate_is_refused_and_names_who_has_it():
    cchc.indicator("a", formula="[3.3]")
    with pytest.raises(cchc.ExtensionError, match=r"E1401.*replace=True") as caught:
        cchc.indicator("a", formula="[3.1]")
    assert "phép" not in caught.value.message_vi
    assert "đã được đăng ký" in caught.value.message_vi
    cchc.indicator("a", formula="[3.1]", replace=True)
    assert names() == ["a"]


def test_the_same_name_of_another_kind_is_free():
    cchc.indicator("a", formula="[3.3]")
    cchc.aggregation("a", moments="sum")(lambda s: s)
    assert [each.kind for each in cchc.list_extensions()] == ["indicator", "aggregation"]


def test_a_scope_takes_with_it_what_was_registered_inside():
    cchc.indicator("outer", formula="[3.3]")
    with cchc.extensions():
        cchc.indicator("inner", formula="[3.3]")
        with pytest.raises(cchc.ExtensionError, match="E1401"):
            cchc.indicator("outer", formula="[3.1]")
        cchc.indicator("outer", formula="[3.1]", replace=True)
        assert names() == ["outer", "inner"]
        assert _registry.get("indicator", "outer").definition.formula == "[3.1]"
    assert names() == ["outer"]
    assert _registry.get("indicator", "outer").definition.formula == "[3.3]"


def test_a_scope_ends_with_an_error_too():
    def fails():
        with cchc.extensions():
            cchc.indicator("inner", formula="[3.3]")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert names() == []


def test_a_scope_belongs_to_its_thread_and_to_copies_of_its_context():
    cchc.indicator("mine", formula="[3.3]")
    seen = {}

    def look(key):
        seen[key] = names()

    plain = threading.Thread(target=look, args=("plain",))
    copied = threading.Thread(target=contextvars.copy_context().run, args=(look, "copied"))
    for thread in (plain, copied):
        thread.start()
        thread.join()
    assert "mine" not in seen["plain"]
    assert "mine" in seen["copied"]


def test_threads_register_in_scopes_of_their_own():
    barrier, faults = threading.Barrier(8), []

    def work(number):
        with cchc.extensions():
            barrier.wait()
            cchc.indicator("same_name", formula=f"[3.3] + {number}")
            barrier.wait()
            held = _registry.get("indicator", "same_name").definition.formula
            if held != f"[3.3] + {number}":
                faults.append(held)

    threads = [threading.Thread(target=work, args=(each,)) for each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_unregistering_twice_does_nothing_more():
    cchc.indicator("a", formula="[3.3]")
    _registry.unregister("indicator", "a")
    _registry.unregister("indicator", "a")
    assert names() == []


@pytest.mark.parametrize(
    "define",
    [
        *(
            lambda word=word, moments=moments: cchc.aggregation(
                word, moments=moments, replace=True
            )(lambda *_: None)
            for word in (*OPERATIONS, "median")
            for moments in ("sum", ())
        ),
        *(
            lambda word=word: cchc.baseline(word, replace=True)(lambda plane, _: plane)
            for word in BASELINES
        ),
        lambda: cchc.rule("V01", inputs="3.3", replace=True)(lambda plane: plane > 0),
        lambda: cchc.rule("V13", left="[3.3]", operator=">", right=0, replace=True),
        lambda: cchc.reader("plain", suffixes=(".abc", ".TXT"), replace=True)(lambda d, f: ""),
    ],
)
def test_what_the_engine_has_itself_cannot_be_registered(define):
    with pytest.raises(cchc.ExtensionError, match=r"E1401.*itself") as caught:
        define()
    assert "đã có sẵn" in caught.value.message_vi
    assert cchc.list_extensions() == []


def test_every_shipped_rule_is_known_by_id_and_family():
    for rule in cchc.rules.shipped():
        for word in (rule.id, rule.family):
            with pytest.raises(cchc.ExtensionError, match="E1401"):
                refuse_built_in("rule", word)


def test_the_words_of_the_engine_are_all_its_words():
    units = [{"id": "a", "name": "A"}]
    rows = [{"indicator": "2.1", "unit": "a", "period": "2024-H1", "value": 1}]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=units)
    with pytest.raises(cchc.SelectionError) as caught:
        cchc.roll_up(cube, over_units="nobodys")
    for word in (*OPERATIONS, "median"):
        assert word in caught.value.message_en


@pytest.mark.parametrize("name", ["", "1a", "a b", "số", "class", None, "a-b", "a.b"])
def test_a_name_that_is_no_identifier_is_refused(name):
    with pytest.raises(cchc.ExtensionError, match="E1403"):
        cchc.indicator(name, formula="[3.3]")


@pytest.mark.parametrize(
    "define",
    [
        lambda: cchc.indicator("a", inputs="3.3")(3),
        lambda: cchc.indicator("a")(lambda: None),
        lambda: cchc.indicator("a", formula="[3.3]", inputs="3.1"),
        lambda: cchc.rule("a")(lambda: None),
        lambda: cchc.aggregation("a")("text"),
        lambda: cchc.aggregation()(lambda v, o: v),
        lambda: cchc.reader("a", suffixes="dbf"),
        lambda: cchc.reader("a", suffixes=()),
    ],
)
def test_a_wrong_definition_is_refused(define):
    with pytest.raises(cchc.ExtensionError, match="E1403"):
        define()
    assert cchc.list_extensions() == []


@pytest.mark.parametrize(
    "define",
    [
        lambda: cchc.aggregation("a", moments="variance"),
        lambda: cchc.aggregation("a", kinds="coded"),
        lambda: cchc.rule("a", severity="deadly", inputs="3.3"),
        lambda: cchc.rule("a", left="[3.3]", operator="~", right=0),
        lambda: cchc.list_extensions("gadget"),
    ],
)
def test_an_unknown_word_lists_the_known(define):
    with pytest.raises(cchc.SelectionError, match="known"):
        define()


def test_a_decorated_function_stays_a_function():
    @cchc.indicator(inputs="3.3")
    def half(plane):
        """Half of it.

        And more.
        """
        return plane / 2

    assert half(4) == 2
    found = cchc.list_extensions("indicator")[0]
    assert (found.name, found.summary, found.source) == ("half", "Half of it.", __name__)


@pytest.mark.parametrize(("name", "code"), [("two", "x.one"), ("two", "one"), ("one_more", "mine")])
def test_indicators_do_not_share_a_name_or_code(name, code):
    cchc.indicator("one", formula="[3.3]")
    cchc.indicator("one", formula="[3.1]", replace=True)
    cchc.indicator("other", code="mine", formula="[3.1]")
    with pytest.raises(cchc.ExtensionError, match=r"E1401.*indicator 'o") as caught:
        cchc.indicator(name, formula="[3.3]", code=code)
    assert "hãy đặt khác" in caught.value.message_vi
    assert names() == ["one", "other"]


def test_the_list_shows_one_line_each():
    cchc.indicator("a", formula="100 * [3.3] / [3.1]", label_en="Files per procedure")
    cchc.aggregation("middle", label="Median of the units")(lambda v, o: v)
    shown = repr(cchc.show_extensions())
    lines = shown.splitlines()
    assert [line.split()[0] for line in lines] == ["kind", "indicator", "aggregation"]
    assert "Files per procedure" in lines[1]
    assert "Median of the units" in lines[2]
    assert len(cchc.show_extensions("aggregation")) == 1


class Point:
    """Stands for an entry point."""

    def __init__(self, name, load):
        self.name = name
        self.load = load


@pytest.fixture
def plugins(monkeypatch):
    """Puts entry points in place of the installed ones, and takes away what they registered."""
    before = dict(_registry._everywhere)

    def put(*points):
        monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: list(points))
        _registry.load_plugins(again=True)

    yield put
    monkeypatch.undo()
    _registry._everywhere.clear()
    _registry._everywhere.update(before)
    _registry._plugins.clear()


def register_one():
    cchc.indicator("of_plugin", formula="[3.3]", replace=True)


def test_a_plugin_registers_for_everybody_even_when_loaded_inside_a_scope(plugins):
    with cchc.extensions():
        plugins(Point("good", lambda: register_one))
        assert "of_plugin" in names()
    assert "of_plugin" in names()
    assert _registry.get("indicator", "of_plugin").source == "plug-in good"


def test_a_plugin_that_fails_stops_no_other_and_is_shown(plugins):
    def fails():
        raise RuntimeError("no licence")

    plugins(Point("bad", fails), Point("good", lambda: register_one))
    assert "of_plugin" in names()
    assert "plug-in bad did not load: RuntimeError: no licence" in repr(cchc.show_extensions())
    with pytest.raises(cchc.ExtensionError, match=r"E1402.*of_plugin.*bad.*no licence"):
        _registry.get("indicator", "nobody")


def test_plugins_are_loaded_once_and_only_when_somebody_looks(plugins, monkeypatch):
    loads = []
    plugins()
    _registry._loaded.clear()
    point = Point("counted", lambda: loads.append(1))
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: [point])
    cchc.indicator("mine", formula="[3.3]")
    assert _registry.find("indicator", "mine") is not None
    assert loads == []
    for _ in range(3):
        assert _registry.find("indicator", "somebody_elses") is None
    assert loads == [1]


def test_a_plugin_may_look_something_up_while_it_is_loaded(plugins):
    plugins(Point("curious", lambda: lambda: (cchc.show_extensions(), register_one())))
    assert "of_plugin" in names()
    assert _registry.broken_plugins() == {}


def register_two_and_fail():
    cchc.indicator("first_half", formula="[3.3]")
    cchc.aggregation("second_half", moments="sum")(lambda s: s)
    raise RuntimeError("on the way")


def test_a_plugin_that_fails_on_the_way_leaves_nothing_behind(plugins):
    cchc.indicator("mine", formula="[3.3]")

    def replaces_and_fails():
        cchc.indicator("of_plugin", formula="[3.1]", replace=True)
        _registry.unregister("indicator", "of_plugin")
        register_two_and_fail()

    plugins(Point("good", lambda: register_one), Point("bad", lambda: replaces_and_fails))
    assert "on the way" in _registry.broken_plugins()["bad"]
    assert names() == ["of_plugin", "mine"]
    assert names("aggregation") == []
    assert _registry.get("indicator", "of_plugin").definition.formula == "[3.3]"


def test_a_plugin_that_is_stopped_leaves_nothing_behind(plugins):
    def stopped():
        cchc.indicator("first_half", formula="[3.3]")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        plugins(Point("stopped", lambda: stopped))
    plugins()
    assert names() == []


def test_a_plugin_sees_what_it_registered_before_anybody_else_does(plugins):
    seen = []

    def looks():
        register_one()
        seen.append(_registry.get("indicator", "of_plugin").name)
        seen.append("of_plugin" in _registry._everywhere)
        other = threading.Thread(target=lambda: seen.append("of_plugin" in names()))
        other.start()
        other.join(0.2)  # it waits a moment for the plug-ins

    plugins(Point("looks", lambda: looks))
    assert seen[:2] == ["of_plugin", False]
    assert "of_plugin" in names()


def test_a_scope_inside_a_plugin_ends_with_it(plugins):
    def opens():
        with cchc.extensions():
            cchc.indicator("inner_only", formula="[3.3]")
        register_one()

    plugins(Point("opens", lambda: opens))
    assert names() == ["of_plugin"]
    assert _registry.broken_plugins() == {}


def test_a_plugin_does_not_see_the_scope_of_whoever_looked_first(plugins):
    cchc.indicator("mine", formula="[3.3]")
    plugins(Point("mine_too", lambda: lambda: cchc.indicator("mine", formula="[3.1]")))
    assert _registry.broken_plugins() == {}
    assert _registry.get("indicator", "mine").definition.formula == "[3.3]"


def test_a_plugin_that_ends_the_program_is_one_that_fails(plugins):
    plugins(Point("exits", lambda: sys.exit(3)), Point("good", lambda: register_one))
    assert names() == ["of_plugin"]
    assert _registry.broken_plugins() == {"exits": "SystemExit: 3"}


def test_a_plugin_may_wait_for_a_thread_that_looks_something_up(plugins, monkeypatch):
    monkeypatch.setattr(_registry, "_PATIENCE", 0.05)
    ended = []

    def waits():
        other = threading.Thread(target=lambda: ended.append(names()), daemon=True)
        other.start()
        other.join(20)
        register_one()

    plugins(Point("waits", lambda: waits))
    assert ended == [[]]
    assert names() == ["of_plugin"]


def test_an_import_that_looks_something_up_does_not_wait_for_who_loads_it(
    plugins, monkeypatch, tmp_path
):
    monkeypatch.setattr(_registry, "_PATIENCE", 0.05)
    (tmp_path / "slow_plugin.py").write_text(
        "import threading, cchc\n"
        "threading.current_thread().started.set()\n"
        "threading.current_thread().may_go.wait(20)\n"
        "cchc.list_extensions()\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    plugins()
    importer = threading.Thread(target=lambda: __import__("slow_plugin"), daemon=True)
    importer.started, importer.may_go = threading.Event(), threading.Event()
    importer.start()
    assert importer.started.wait(20)
    loading = threading.Event()

    def load():
        loading.set()
        return __import__("slow_plugin")

    loader = threading.Thread(target=lambda: plugins(Point("slow", load)), daemon=True)
    loader.start()
    assert loading.wait(20)
    importer.may_go.set()
    importer.join(20)
    loader.join(20)
    sys.modules.pop("slow_plugin", None)
    assert not importer.is_alive()
    assert not loader.is_alive()


def test_a_scope_that_ends_before_a_later_one_takes_only_its_own():
    def opens():
        with cchc.extensions():
            cchc.indicator("of_generator", formula="[3.3]")
            yield

    before = names()
    generator = opens()
    next(generator)
    with cchc.extensions():
        cchc.indicator("inside", formula="[3.3]")
        generator.close()
        cchc.indicator("after", formula="[3.3]")
        assert names() == [*before, "inside", "after"]
    assert names() == before


def test_two_who_register_one_name_meanwhile_are_told_apart(plugins):
    def meanwhile():
        cchc.indicator("contested", formula="[3.3]")
        other = threading.Thread(target=lambda: cchc.indicator("contested", formula="[3.1]"))
        other.start()
        other.join()
        cchc.indicator("beside", formula="[3.1]")

    plugins(Point("late", lambda: meanwhile))
    assert "contested" in _registry.broken_plugins()["late"]
    assert names() == ["contested"]
    assert _registry.get("indicator", "contested").definition.formula == "[3.1]"


def refusals(define):
    """The codes of what `define` raises in a fresh thread."""
    found = []

    def work():
        try:
            define()
        except cchc.ExtensionError as error:
            found.append(error.code)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return found


@pytest.mark.parametrize("starts_thread", [False, True])
def test_nothing_changes_for_everybody_while_an_extension_runs(starts_thread):
    cchc.indicator("there", formula="[3.3]", unit_of_measure="case file (hồ sơ)")
    told = []

    def run(define):
        told.extend(refusals(define) if starts_thread else refused_here(define))

    def refused_here(define):
        with pytest.raises(cchc.ExtensionError) as caught:
            define()
        return [caught.value.code]

    @cchc.indicator(inputs="2.1", unit_of_measure="document")
    def changes(plane):
        run(lambda: cchc.indicator("late", formula="[3.3]"))
        if not starts_thread:  # a fresh thread does not see the scope of the test
            run(lambda: _registry.unregister("indicator", "there"))
        return plane

    units = [{"id": "a", "name": "A"}]
    rows = [{"indicator": "2.1", "unit": "a", "period": "2024-H1", "value": 1}]
    cchc.derive(cchc.build(cchc.from_rows(rows), hierarchy=units), "changes")
    assert set(told) == {"CCHC-E1412"}
    assert names() == ["there", "changes"]
    cchc.indicator("late", formula="[3.3]")
    assert _registry._calls == {}


def test_a_thread_may_register_in_a_scope_of_its_own_while_an_extension_runs_elsewhere():
    told = []

    def scoped():
        with cchc.extensions():
            cchc.indicator("late", formula="[3.3]")
            told.append(names())

    with _registry.running("indicator", "elsewhere"):
        assert refusals(scoped) == []
        assert refusals(lambda: cchc.indicator("late", formula="[3.3]")) == ["CCHC-E1412"]
    assert told == [["late"]]


def late():
    cchc.indicator("late", formula="[3.3]")


def test_a_scope_is_shut_for_all_threads_that_share_it_while_one_runs_an_extension():
    shared = contextvars.copy_context()
    with _registry.running("indicator", "here"):
        assert refusals(lambda: shared.run(late)) == ["CCHC-E1412"]
    assert refusals(lambda: shared.run(late)) == []
    assert names() == ["late"]
