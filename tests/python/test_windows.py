"""Windows derived from reported ones, bounds of incomplete totals, rates by the day, vintages."""

import pytest

import cchc

UNITS = [
    {"id": "p", "name": "Tỉnh", "reports": False},
    {"id": "a", "name": "Sở A", "parent": "p"},
    {"id": "b", "name": "Sở B", "parent": "p"},
]


def cube_of(*figures, **source):
    rows = [
        {"indicator": code, "unit": unit, "period": period, "value": value}
        for code, unit, period, value in figures
    ]
    return cchc.build(cchc.from_rows(rows, **source), hierarchy=UNITS)


def test_a_quarter_that_nobody_reports_is_a_difference():
    cube = cube_of(("2.1", "a", "2024-Q1", 40), ("2.1", "a", "2024-H1", 91))
    quarters = cchc.resample(cube, "quarter")
    assert [str(period) for period in quarters.periods] == ["2024-Q1", "2024-Q2"]
    assert quarters.figure("2.1", "a", "2024-Q2").text == "51"


def test_quarters_and_year_to_date_are_inverse():
    cube = cube_of(*(("2.1", "a", f"2024-Q{n}", 10 * n) for n in (1, 2, 3, 4)))
    there = cchc.resample(cube, "year_to_date")
    assert there.figure("2.1", "a", "2024").text == "100"
    back = cchc.resample(there, "quarter")
    assert [back.figure("2.1", "a", f"2024-Q{n}").text for n in (1, 2, 3, 4)] == [
        "10",
        "20",
        "30",
        "40",
    ]


def test_a_window_that_cannot_be_separated_is_missing_and_its_span_is_told():
    cube = cube_of(("2.1", "a", "2024-Q1", 40), ("2.1", "a", "2024", 180))
    derived = cchc.resample(cube, "2024-Q2")
    assert derived.figure("2.1", "a", "2024-Q2").state == "missing"
    (finding,) = derived.findings
    assert finding["kind"] == "span"
    assert "140" in finding["message_en"]
    assert "140" in finding["message_vi"]


def test_windows_that_disagree_are_a_finding():
    cube = cube_of(
        ("2.1", "a", "2024-Q1", 40), ("2.1", "a", "2024-Q2", 50), ("2.1", "a", "2024-H1", 91)
    )
    derived = cchc.resample(cube, "2024-H1")
    assert derived.figure("2.1", "a", "2024-H1").text == "91"
    assert [finding["kind"] for finding in derived.findings] == ["disagreement"]


def test_bounds_add_what_the_absentees_last_reported():
    cube = cube_of(
        ("2.1", "a", "2024-H1", 7), ("2.1", "a", "2023-H1", 5), ("2.1", "b", "2023-H1", 3)
    )
    assert cube.bounds("2.1", "p", "2024-H1") == {
        "so_far": "7",
        "with_last_known": "10",
        "absentees": {"b": "2023-H1"},
    }


@pytest.fixture
def doubled():
    options = {"unit_of_measure": "document", "kind": "flow"}
    with cchc.extensions():
        cchc.indicator("twice", formula="2 * [2.1]", over_units="sum", **options)
        cchc.indicator("half", formula="[2.1] / 2", over_units="sum", **options)
        yield cube_of(
            ("2.1", "a", "2024-H1", 7), ("2.1", "a", "2023-H1", 5), ("2.1", "b", "2023-H1", 3)
        )


def test_figures_computed_from_totals_are_nobodys_own(doubled):
    derived = cchc.derive(cchc.roll_up(doubled), "twice")
    assert derived.figure("twice", "p", "2023-H1").text == "16"
    for ask in (derived.bounds, derived.per_day_rate):
        with pytest.raises(cchc.AggregationError, match=r"E1046.*x\.twice.*from totals"):
            ask("twice", "p", "2024-H1")
    with pytest.raises(cchc.AggregationError, match="E1046"):
        derived.children("twice")
    assert derived.bounds("2.1", "p", "2024-H1")["with_last_known"] == "10"


def test_figures_derived_before_a_roll_up_are_the_units_own(doubled):
    rolled = cchc.roll_up(cchc.derive(doubled, "twice"), missing="skip_missing")
    assert rolled.bounds("twice", "p", "2023-H1")["so_far"] == "16"
    assert rolled.children("twice")[0].tolist() == [16, 14]
    assert rolled.per_day_rate("twice", "a", "2024-H1") is None


def test_bounds_are_sums_of_exact_figures(doubled):
    with pytest.raises(cchc.AggregationError, match=r"E1032.*x\.half"):
        cchc.derive(doubled, "half").bounds("half", "p", "2024-H1")


def test_a_rate_by_the_day_is_an_estimate_over_the_days_reported():
    cube = cube_of(
        ("2.1", "a", "2024-H1", 174), window_first="2023-12-16", window_last="2024-06-06"
    )
    rate = cube.per_day_rate("2.1", "a", "2024-H1")
    assert (rate["days_reported"], rate["days_rule"], rate["per_day"]) == (174, 183, 1.0)
    assert rate["at_rule_days"] == 183.0
    assert "ước tính" in rate["rule_vi"]


def test_a_rolling_mean_is_a_baseline():
    cube = cube_of(
        *(("2.1", "a", f"2024-Q{n}", value) for n, value in ((1, 1), (2, 2), (3, 6), (4, 9)))
    )
    change = cchc.compare(cube, "2024-Q4", baseline="rolling_mean", windows=3).change("2.1", "a")
    assert change.baseline == 3.0
    assert change.change == 6.0


def test_two_vintages_show_what_was_revised():
    observations = cchc.from_rows(
        [{"indicator": "2.1", "unit": "a", "period": "2024-H1", "value": 7}], received="2024-06-20"
    )
    observations.append_all(
        cchc.from_rows(
            [{"indicator": "2.1", "unit": "a", "period": "2024-H1", "value": 9}],
            received="2024-07-02",
        )
    )
    then = cchc.build(observations, hierarchy=UNITS, as_known="2024-06-30")
    now = cchc.build(observations, hierarchy=UNITS)
    assert then.figure("2.1", "a", "2024-H1").text == "7"
    assert now.figure("2.1", "a", "2024-H1").text == "9"
    split = cchc.contribution(now, "2.1", "p", "2024-H1", baseline=then)
    assert [(part.group, part.cause, part.change) for part in split.parts] == [
        ("revised", "data", "2")
    ]
    assert cchc.compare(now, "2024-H1", baseline=then).change("2.1", "a").change == 2.0


@pytest.mark.parametrize(("kind", "code"), [("sum", "4.2.1"), ("last", "2.1")])
def test_refuses_what_the_kind_forbids(kind, code):
    cube = cube_of((code, "a", "2024-Q1", 1), (code, "a", "2024-Q2", 2))
    with pytest.raises(cchc.AggregationError, match="CCHC-E1002"):
        cchc.resample(cube, "2024-H1", over_periods=kind)


def test_own_children_and_consolidated_are_three_figures():
    cube = cube_of(
        ("2.1", "p", "2024-H1", 5), ("2.1", "a", "2024-H1", 40), ("2.1", "b", "2024-H1", 12)
    )
    rolled = cchc.roll_up(cube)
    assert cube.figure("2.1", "p", "2024-H1").text == "5"
    assert rolled.children("2.1")[0, 0] == 52
    assert rolled.figure("2.1", "p", "2024-H1").text == "57"


def test_findings_stay_with_what_is_derived_further():
    cube = cube_of(("2.1", "a", "2024-Q1", 40), ("2.1", "a", "2024", 180))
    derived = cchc.resample(cube, "2024-Q2")
    assert derived.sel(unit="a").findings == derived.findings != []
    assert cchc.roll_up(derived).findings == derived.findings
