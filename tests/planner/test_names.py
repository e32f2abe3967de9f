"""What profile.toml may name: limits and checks, and those that once meant something."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import planner
from planner.known_names import LIMITS, known_names
from planner.names import NAMES
from planner.profile.file import Names, former_names, parse_profile
from planner.profile.limits import limits_of
from planner.profile.model import Profile
from planner.profile.values import ProfileError

# Every key that a released profile could hold under [limits], as of 5dda6fd.
LIMITS_ONCE = """
aerobic_of_anaerobic_threshold aerobic_share_base aerobic_share_base_weeks aerobic_share_later
aerobic_share_least_min aerobic_share_weeks aerobic_speed_days aerobic_speed_least_runs
aerobic_speed_least_s anaerobic_rise_least_min anaerobic_rise_ratio calf_balance_shift_points
calf_cadence_drop calf_climb_least_m calf_fast_least_min calf_ratio calf_spread_sd
calf_stance_rise calf_streak_days class_above_anaerobic_threshold_s class_aerobic_share
class_anaerobic_share class_bout_tolerance_bpm class_coverage class_longest_bout_s
class_share_tolerance_bpm decoupling_coupled decoupling_like_duration
decoupling_like_temperature_c decoupling_rise dfa_least_windows dfa_line_least_r
dfa_ramp_least_bpm dfa_ramp_least_r drift_test_days drift_test_high drift_test_least_s
drift_test_low drift_test_warm_up_s easy_harder_ratio easy_harder_runs hard_day_rpe
hard_days_in_seven hard_days_quiet_days heart_rate_unknown_least_min heart_rate_unknown_share
life_stress_score maf_test_hillier_m_km maf_test_least_s maf_test_less_sleep_s
maf_test_load_peak_ratio maf_test_near_bpm maf_test_other_hr_bpm maf_test_plateau_tests
maf_test_plateau_weeks maf_test_stands_days maf_test_tolerance maf_test_warm_up_s
maf_test_warmer_c maf_test_worse_score monotony_critical monotony_warn morning_much_stress
morning_short_night_h morning_stiffer pain_acceptable_score pain_morning_rise
pain_mornings_apart_days pain_safe_score plan_after_illness_min plan_base_weeks_least
plan_base_weeks_most plan_begin_min plan_begin_most_min plan_begin_runs plan_begin_weeks
plan_build_frac plan_cross_training_min plan_cross_training_per_week plan_easy_most_min
plan_fever_free_days plan_growth_12_weeks_frac plan_growth_frac plan_growth_free_min
plan_light_week_frac plan_long_after_30_days_frac plan_long_most_min plan_long_over_longest
plan_long_share_frac plan_long_share_three_frac plan_maf_test_weeks plan_normal_week_high_frac
plan_normal_week_low_frac plan_pain_return_days plan_pain_return_frac plan_quality_share_frac
plan_return_rise_frac plan_slrdl_apart_days plan_soreness_skip_score plan_step_back_frac
plan_step_back_weeks plan_taper_days plan_taper_first_cut_frac plan_taper_last_cut_frac
recovery_amber_sd recovery_days_in_row recovery_quiet_days recovery_red_sd recovery_rhr_amber_bpm
recovery_rhr_red_bpm recovery_sleep_least_min recovery_stress_least recovery_valid_days side_sorer
side_weaker soleus_symptom_days soleus_symptom_score speed_change speed_hillier_m_km
speed_load_peak_ratio speed_warmer_c spike_excess_m spike_known_days spike_large_ratio
spike_moderate_ratio spike_small_ratio spike_stands_days strain_percentile strain_quiet_days
strength_each_days strength_squat_days test_coverage test_longest_break_s test_net_grade
"""
CHECKS_ONCE = """
aerobic_share aerobic_speed calf_load decoupling distance_spike hard_days heart_rate_gaps illness
intensity life_stress load_strain maf_test pain prior_injury recovery red_flag side_difference
soleus_watch strength_neglected time_away
"""


def test_a_name_that_was_known_once_is_known_or_former():
    limits, checks = known_names()
    assert set(LIMITS_ONCE.split()) <= limits | NAMES.former
    assert set(CHECKS_ONCE.split()) <= checks | NAMES.former
    assert not NAMES.former & (limits | checks)


def test_former_names_are_some_that_were_known():
    assert NAMES.former <= {*LIMITS_ONCE.split(), *CHECKS_ONCE.split()}


def test_every_limit_that_a_module_declares_is_known():
    declared = {
        limit.key: limit
        for module in pkgutil.walk_packages(planner.__path__, "planner.")
        for limit in limits_of(importlib.import_module(module.name))
    }
    assert declared == LIMITS


def test_no_two_limits_share_a_key():
    seen = {}
    for module in pkgutil.walk_packages(planner.__path__, "planner."):
        for limit in limits_of(importlib.import_module(module.name)):
            assert seen.setdefault(limit.key, limit) is limit, limit.key


def test_every_limit_says_what_it_is():
    for limit in LIMITS.values():
        assert limit.unit
        assert limit.meaning
        assert limit.source


FORMER = """
[limits]
plan_begin_min = 25
class_coverage = 0.8
test_net_grade = 0.02
"""


def test_a_former_name_is_read_and_has_no_effect():
    profile = parse_profile(FORMER, NAMES, where="x")
    assert dict(profile.limits.own) == {"class_coverage": 0.8}
    assert former_names(FORMER, NAMES) == ("plan_begin_min", "test_net_grade")


def test_a_former_check_is_read_and_has_no_effect():
    limits, checks = known_names()
    names = Names(known=lambda: (limits, checks - {"calf_load"}), former=frozenset({"calf_load"}))
    text = '[flags]\noff = ["calf_load", "decoupling"]\n'
    assert parse_profile(text, names, where="x").flags_off == {"decoupling"}
    assert former_names(text, names) == ("calf_load",)


def test_without_a_former_name_nothing_is_said():
    assert former_names("", NAMES) == ()
    assert former_names("[limits]\nclass_coverage = 0.8\n", NAMES) == ()
    assert parse_profile("", NAMES, where="x") == Profile()


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ("[limits]\nclass_coverag = 0.8\n", "class_coverag of [limits]", "mean class_coverage?"),
        ('[flags]\noff = ["calf_loads"]\n', "calf_loads of [flags] off", "mean calf_load?"),
        ("[limits]\nzzz = 1\n", "zzz of [limits]", "Known are: "),
    ],
)
def test_a_name_that_was_never_known_is_an_error(text, name, hint):
    with pytest.raises(ProfileError) as caught:
        parse_profile(text, NAMES, where="x")
    assert name in caught.value.message
    assert hint in caught.value.hint


def test_a_misspelt_former_name_is_an_error_as_well():
    with pytest.raises(ProfileError):
        parse_profile("[limits]\nplan_begin_mins = 25\n", NAMES, where="x")
