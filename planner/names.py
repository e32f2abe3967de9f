"""The names that profile.toml may use under ``[limits]`` and ``[flags] off``.

Which they are, every room says. Most profiles use none, and then no room is loaded for it.
"""

from __future__ import annotations

from typing import Final

from ingest.imports.binding import bound
from planner.profile.file import Names

_KNOWN: Final = "planner.known_names:known_names"
# Limits that became fixed figures, and checks that are gone (none so far): read, without effect.
_FORMER: Final = """
aerobic_of_anaerobic_threshold aerobic_share_least_min aerobic_speed_days aerobic_speed_least_runs
aerobic_speed_least_s anaerobic_rise_least_min calf_balance_shift_points calf_cadence_drop
calf_climb_least_m calf_fast_least_min calf_spread_sd calf_stance_rise decoupling_like_duration
decoupling_like_temperature_c decoupling_rise dfa_least_windows dfa_line_least_r
dfa_ramp_least_bpm dfa_ramp_least_r drift_test_high drift_test_least_s drift_test_low
drift_test_warm_up_s easy_harder_runs hard_days_quiet_days heart_rate_unknown_least_min
maf_test_hillier_m_km maf_test_least_s maf_test_less_sleep_s maf_test_load_peak_ratio
maf_test_near_bpm maf_test_other_hr_bpm maf_test_plateau_tests maf_test_plateau_weeks
maf_test_stands_days maf_test_warm_up_s maf_test_warmer_c maf_test_worse_score morning_stiffer
pain_mornings_apart_days plan_after_illness_min plan_begin_min plan_begin_most_min plan_begin_runs
plan_begin_weeks plan_cross_training_min plan_cross_training_per_week plan_fever_free_days
plan_growth_12_weeks_frac plan_growth_free_min plan_light_week_frac plan_long_after_30_days_frac
plan_normal_week_high_frac plan_normal_week_low_frac plan_pain_return_days plan_pain_return_frac
plan_return_rise_frac plan_slrdl_apart_days plan_step_back_weeks plan_taper_first_cut_frac
plan_taper_last_cut_frac
recovery_quiet_days recovery_red_sd recovery_rhr_amber_bpm recovery_rhr_red_bpm
recovery_sleep_least_min recovery_stress_least recovery_valid_days side_sorer side_weaker
soleus_symptom_days speed_hillier_m_km speed_load_peak_ratio speed_warmer_c spike_known_days
spike_large_ratio spike_moderate_ratio strain_percentile strain_quiet_days test_coverage
test_longest_break_s test_net_grade
"""


def _known() -> tuple[frozenset[str], frozenset[str]]:
    limits, checks = bound(_KNOWN)()
    return limits, checks


NAMES: Final = Names(
    known=_known,
    former=frozenset(_FORMER.split()),
)
