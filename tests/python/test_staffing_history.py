"""The sample province from 2015 to 2024, through one transfer and one merger, to the last post."""

from fractions import Fraction
from itertools import pairwise

import pytest

import cchc
from cchc import samples
from cchc.staffing import CUT_FLOWS, POPULATIONS

QUOTAS = {population: codes[0] for population, codes in POPULATIONS.items()}
GIVER, RECEIVER, MERGED = "so-lao-dong", "so-y-te", "so-xay-dung-va-giao-thong"
PREDECESSORS = ("so-giao-thong-van-tai", "so-xay-dung")
YEARS = range(2015, 2025)


@pytest.fixture(scope="module")
def history():
    return samples.staffing_history()


@pytest.fixture(scope="module")
def cube(history):
    return cchc.build(samples.staffing_observations(history), hierarchy=history.units)


@pytest.fixture(scope="module")
def lineage(history, cube):
    return cchc.lineage(history.events, cube.hierarchy)


@pytest.fixture(scope="module")
def table(cube, lineage):
    return cchc.staffing(cube, lineage=lineage)


@pytest.fixture(scope="module")
def flows(cube, lineage):
    return cchc.staffing_flows(cube, lineage=lineage)


def test_the_sample_says_that_it_is_synthetic_and_reads_without_issues(history, cube):
    assert "giả lập" in history.name
    assert cube.issues == []
    assert [str(period) for period in cube.periods] == [str(year) for year in YEARS]
    sources = samples.staffing_observations(history).sources()
    assert all(source["synthetic"] for source in sources)


@pytest.mark.parametrize("population", CUT_FLOWS)
def test_every_unit_reconciles_in_every_year_to_the_last_post(flows, population):
    rows = [row for row in flows if row.population == population and row.period.year > 2015]
    known = [row for row in rows if row.residual is not None]
    assert flows.open_residuals() == ()
    assert {row.residual for row in known} == {0.0}
    # Whoever has figures in a window has all of them: nothing is left unreconciled.
    assert all(row.reported == row.expected for row in rows)
    assert len(known) >= 9 * 18


def test_flows_equal_the_truth_they_were_drawn_from(history, flows):
    compared = 0
    for unit, quotas in history.years.items():
        for population, code in QUOTAS.items():
            if population not in CUT_FLOWS:
                continue
            for step in quotas.get(code, []):
                row = flows.row(unit, population, str(step.year))
                assert (row.opening, row.moved_in, row.moved_out, row.closing) == (
                    step.opening, step.moved_in, step.moved_out, step.closing,
                )  # fmt: skip
                assert row.cut == step.cut
                compared += 1
    assert compared == 2 * (9 * 20 + 1) - 2 * 9


def test_the_transfer_and_the_merger_are_the_only_moves(flows):
    moved = {
        (row.unit, str(row.period)): (row.moved_in, row.moved_out)
        for row in flows
        if row.population == "civil_servants" and (row.moved_in or row.moved_out)
    }
    before = {unit: flows.row(unit, "civil_servants", "2023").closing for unit in PREDECESSORS}
    assert moved == {
        ("province", "2023"): (4.0, 4.0),
        (GIVER, "2023"): (0.0, 4.0),
        (RECEIVER, "2023"): (4.0, 0.0),
        ("province", "2024"): (sum(before.values()), sum(before.values())),
        **{(unit, "2024"): (0.0, posts) for unit, posts in before.items()},
        (MERGED, "2024"): (sum(before.values()), 0.0),
    }
    assert flows.row(MERGED, "civil_servants", "2024").remark == "created"
    assert flows.row(PREDECESSORS[0], "civil_servants", "2024").remark == "ended"


@pytest.mark.parametrize("population", CUT_FLOWS)
def test_the_province_goes_from_2015_to_2024_by_cuts_alone(flows, table, population):
    years = [flows.row("province", population, str(year)) for year in YEARS[1:]]
    assert all(later.opening == earlier.closing for earlier, later in pairwise(years))
    row = table.row("province", population)
    assert years[0].opening - sum(year.cut for year in years) == years[-1].closing
    assert (row.baseline, row.quota) == (years[0].opening, years[-1].closing)
    assert row.baseline - row.quota == sum(year.cut for year in years)
    assert row.reported == row.expected


@pytest.mark.parametrize("population", POPULATIONS)
def test_the_base_moves_along_and_what_moved_adds_up_to_nothing(history, table, cube, population):
    code = QUOTAS[population]
    rows = [row for row in table if row.population == population and row.unit != "province"]
    whole = table.row("province", population)
    assert sum(row.baseline for row in rows if row.baseline is not None) == whole.baseline
    assert sum(row.quota for row in rows if row.quota is not None) == whole.quota
    assert (whole.baseline_as_assigned, whole.moved) == (whole.baseline, 0.0)
    merged = table.row(MERGED, population)
    assigned = [float(cube.figure(code, unit, "2015").value) for unit in PREDECESSORS]
    assert (merged.baseline, merged.baseline_as_assigned) == (sum(assigned), 0.0)
    assert merged.moved == sum(assigned)


def test_the_effect_of_the_transfer_is_told_from_the_real_reduction(cube, table, flows):
    plain = cchc.staffing(cube)
    for unit, moved in ((GIVER, -4.0), (RECEIVER, 4.0)):
        row, naive = table.row(unit, "civil_servants"), plain.row(unit, "civil_servants")
        real = sum(flows.row(unit, "civil_servants", str(year)).cut for year in YEARS[1:])
        assert row.moved == moved
        assert row.baseline_as_assigned == naive.baseline
        assert row.baseline - row.quota == real
        assert naive.baseline - naive.quota == real - moved
    # Without lineage the new department has no base at all, and is listed so.
    row = plain.row(MERGED, "civil_servants")
    assert (row.baseline, row.cut_recomputed, row.remarks) == (None, None, ("no_baseline",))
    assert plain.row("province", "civil_servants").reported == 18


@pytest.mark.parametrize("population", POPULATIONS)
def test_the_cut_since_2015_is_the_chain_of_the_cuts_to_and_since_2021(cube, lineage, population):
    since_2015, since_2021 = (
        cchc.staffing(cube, baseline=year, lineage=lineage).row("province", population)
        for year in (2015, 2021)
    )
    first, middle, now = (
        Fraction(int(number))
        for number in (since_2015.baseline, since_2021.baseline, since_2021.quota)
    )
    to_2021, after = 1 - middle / first, 1 - now / middle
    assert float(100 * (1 - (1 - to_2021) * (1 - after))) == since_2015.cut_recomputed
    assert float(100 * after) == since_2021.cut_recomputed
    assert (since_2021.cut_reported, since_2021.difference) == (None, None)
    assert 100 * (to_2021 + after) > since_2015.cut_recomputed


def test_printed_rates_agree_with_the_moved_base_to_their_last_digit(table):
    printed = [row for row in table if row.reported_from == "own"]
    assert len(printed) == 19 + 17 + 17  # two departments have no public service units
    assert all(abs(row.difference) <= 0.005 + 1e-12 for row in printed)
    assert all(row.feasible for row in printed)
    for row in printed:
        low, high = row.feasible_baselines
        assert low <= row.baseline
        assert high is None or row.baseline <= high


def test_a_copied_target_is_found_with_the_unit_that_causes_the_difference():
    history = samples.staffing_history(copied_target=RECEIVER)
    cube = cchc.build(samples.staffing_observations(history), hierarchy=history.units)
    table = cchc.staffing(cube, lineage=cchc.lineage(history.events, cube.hierarchy))
    row = table.row("province", "civil_servants")
    assert (row.reported_from, row.caused_by) == ("units", (RECEIVER,))
    split = table.difference("province", "civil_servants")
    assert sum((part.exact for part in split), Fraction(0)) + split.rest == split.difference
    assert split.rest == 0
    unit = table.row(RECEIVER, "civil_servants")
    own = Fraction(10) - 100 * Fraction(int(unit.baseline - unit.quota), int(unit.baseline))
    assert split.parts[0].exact == own * int(unit.baseline) / int(row.baseline)
    assert (unit.cut_reported, unit.feasible) == (10.0, True)  # 80 posts give 10, but 79 it was


def test_progress_holds_quotas_against_the_chain_and_names_who_is_short(cube, lineage):
    progress = cchc.staffing_progress(cube, 2026, lineage=lineage)
    row = progress.row("province", "civil_servants")
    limit = Fraction(int(row.baseline)) * Fraction(855, 1000)
    assert row.limit == limit.__floor__()
    assert row.distance == int(row.quota) - row.limit
    assert row.needed_per_year == row.distance / 2  # two years from the end of 2024
    short = progress.short("civil_servants")
    assert [each.distance for each in short] == sorted((e.distance for e in short), reverse=True)
    assert (row.units_short, row.posts_short) == (len(short), sum(each.distance for each in short))
    assert short[0].rank == 1
    assert row.posts_short >= row.distance


def test_carry_over_takes_each_step_of_the_quota_of_its_own_base_year(cube, lineage):
    chained = cchc.staffing_progress(cube, 2026, lineage=lineage)
    carried = cchc.staffing_progress(cube, 2026, lineage=lineage, carry_over=True)
    before = cchc.staffing(cube, baseline=2021, lineage=lineage)
    for unit in ("province", GIVER, MERGED):
        row, plain = carried.row(unit, "civil_servants"), chained.row(unit, "civil_servants")
        base, middle = int(row.baseline), int(before.row(unit, "civil_servants").baseline)
        allowed = Fraction(9, 10) * base - Fraction(1, 20) * middle
        assert row.limit == allowed.__floor__()
        assert row.carried == float(allowed - Fraction(855, 1000) * base)
        # Who cut more than 10 % by 2021 gets a higher limit, who cut less a lower one.
        assert (row.carried > 0) == (middle < Fraction(9, 10) * base)
        assert plain.carried is None


def test_the_explanation_of_a_pooled_cut_reaches_the_cells_of_its_quotas(table):
    tree = table.explain(RECEIVER, "4.2.5")
    row = table.row(RECEIVER, "civil_servants")
    assert (float(tree["figure"]), tree["indicator"]) == (row.cut_recomputed, "4.2.5")
    base, now = tree["parts"]
    assert (base["period"], base["coefficient"], now["coefficient"]) == ("2015", "1", "-1")
    files = {part["origin"]["file"] for part in base["parts"]}
    assert files == {f"{unit}_2015_bien-che_gia-lap.csv" for unit in (GIVER, RECEIVER)}
    assert now["origin"]["raw"] == str(int(row.quota))
    whole = cchc.explain(table, "civil_servants", "province", lang="en")
    assert "pooled cut: 100 x (1218 - 1086) / 1218" in whole.to_text()
    assert len(whole.tree["parts"]) == 2 * 19


def test_a_selection_of_units_is_kept_through_the_rebuild(cube, lineage):
    part = cube.sel(unit=["province", PREDECESSORS[0], MERGED])
    table = cchc.staffing(part, lineage=lineage, population="4.2.5")
    assert [row.unit for row in table] == ["province", MERGED]
    assert table.row("province", "civil_servants").baseline == 1218.0


@pytest.mark.parametrize("population", CUT_FLOWS)
def test_the_years_of_the_province_reconcile_and_stand_beside_the_targets(
    cube, lineage, table, population
):
    years = cchc.staffing_years(cube, "province", population, lineage=lineage)
    assert [row.period.year for row in years] == list(YEARS)
    first, *later = years
    assert (first.opening, first.residual, first.cut_since_base) == (None, None, None)
    assert {row.residual for row in later} == {0.0}
    opening = first.closing
    for row in later:
        assert row.opening == opening
        assert row.closing == row.opening + row.moved_in - row.moved_out - row.cut
        assert row.cut_since_base == pytest.approx(
            100 * (first.closing - row.closing) / first.closing, abs=1e-12
        )
        opening = row.closing
    assert later[-1].cut_since_base == table.row("province", population).cut_recomputed
    of_2021 = next(row for row in years if row.period.year == 2021)
    assert str(of_2021.target) == "10"
    assert of_2021.limit == int(first.closing * 9) // 10
    assert of_2021.distance == max(0, int(of_2021.closing) - of_2021.limit)
    assert [row.target for row in years if row.period.year != 2021] == [None] * 9


def test_the_years_of_a_unit_begin_with_it_and_end_with_it(cube, lineage):
    merged = cchc.staffing_years(cube, MERGED, "4.2.1", lineage=lineage)
    assert [row.period.year for row in merged] == [2024]
    assert merged.rows[0].cut_since_base > 0
    ended = cchc.staffing_years(cube, PREDECESSORS[0], "4.2.1", lineage=lineage)
    assert [row.period.year for row in ended] == list(YEARS)
    assert (ended.rows[-1].closing, ended.rows[-1].cut_since_base) == (0.0, None)


def test_refuses_years_of_what_is_not_there(cube):
    with pytest.raises(cchc.SelectionError, match="CCHC-E0921"):
        cchc.staffing_years(cube, "province", "soldiers")
    with pytest.raises(cchc.SelectionError, match="CCHC-E0904"):
        cchc.staffing_years(cube, "province", "civil_servants", baseline=2014)


def test_the_frame_of_years_has_nan_for_years_without_a_target(cube, lineage):
    frame = cchc.staffing_years(cube, "province", "civil_servants", lineage=lineage).to_frame()
    assert frame.set_index("period")["target"].notna().sum() == 1
