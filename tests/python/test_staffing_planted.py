"""The quarterly sample province: it reconciles, and remarks are exactly the errors planted in it."""

import pytest

import cchc
from cchc import samples
from cchc.staffing import CUT_FLOWS

KINDS = {"present_above_quota": "over_assigned", "infeasible_rate": "infeasible_rate"}
POPULATION_OF = {"4.2": "civil_servants", "4.3": "public_service_staff"}


def test_every_reported_window_reconciles_through_the_reorganisations():
    province = samples.synthetic_province(reorganisations=True)
    events = [
        {key: value for key, value in event.items() if key != "synthetic"}
        for event in province.events
    ]
    cube = cchc.build(samples.observations(province), hierarchy=province.units)
    flows = cchc.staffing_flows(cube, lineage=cchc.lineage(events, cube.hierarchy))
    assert flows.open_residuals() == ()
    known = [row for row in flows if row.residual is not None]
    assert len(known) > 400
    lengths = {row.period.length for row in known}
    assert lengths == {3, 6, 12}
    assert {row.population for row in known} == set(CUT_FLOWS)


QUOTA_OF = {"4.2.5": "4.2.1", "4.3.4": "4.3.1"}


def cut_off(rate, quota):
    """Whether a whole base gives the rate with its decimals cut off: the sample plants rates that
    no rounding gives, and some of those come out by cutting off."""
    return any(100 * (base - quota) // base == int(rate) for base in range(quota, 2 * quota + 2))


def is_to_be_found(cube, entry, cell):
    if entry["kind"] != "infeasible_rate":
        return True
    quota = cube.figure(QUOTA_OF[cell["code"]], entry["unit"], entry["period"]).value
    return not cut_off(cell["planted"], int(quota))


@pytest.mark.parametrize("seed", [1, 2024])
def test_remarks_are_exactly_the_planted_errors(seed):
    province = samples.synthetic_province(seed, errors=dict.fromkeys(KINDS, 4))
    cube = cchc.build(samples.observations(province), hierarchy=province.units)
    planted = {
        (entry["unit"], entry["period"], POPULATION_OF[cell["code"][:3]], KINDS[entry["kind"]])
        for entry in province.errors
        for cell in entry["cells"]
        if is_to_be_found(cube, entry, cell)
    }
    found = {
        (row.unit, str(period), row.population, remark)
        for period in cube.periods
        if period.year > 2021
        for row in cchc.staffing(cube, period=period)
        for remark in row.remarks
        if row.unit != "province"
    }
    assert len(planted) >= 5
    assert {remark for *_, remark in planted} == set(KINDS.values())
    assert found == planted
