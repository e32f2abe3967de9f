"""How each number of the page is made: a sentence or two, the formula, the source, how sure.

``entries`` has them in the order of the page; each has a key that a link speaks of. Every number
is that of the code or of the runner's own limits; the rules themselves stand in docs/rules.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from ingest.session.terrain import ALTITUDE_MEAN_S, CLIMB_AT_LEAST_M
from ingest.session.timeline import MAX_HOLD_S
from ingest.session.trace import STEPS
from planner.body.own_band import BAND_DAYS, MEAN_DAYS
from planner.body.readiness import UNTESTED
from planner.day import hard_running
from planner.field_tests.aerobic_speed import WINDOW_DAYS
from planner.flags import aerobic_share, decoupling, distance_spike
from planner.judging import classes
from planner.load.days import LONGEST_RUN_DAYS
from planner.load.legs import USUAL_DAYS
from planner.load.models import FATIGUE_DAYS, FITNESS_DAYS, MONOTONY_CAP, MONOTONY_DAYS
from planner.past.base_weeks import ALL_WEEKS, RECENT_WEEKS
from planner.thresholds import drift_map
from planner.thresholds.formulas import BAND_BPM
from planner.week import limits, measure, season
from planner.week.pace import LOOK_BACK
from reports import words
from reports.figures.pace_heart import BIN_BPM, LEAST_S, SPAN_DAYS

if TYPE_CHECKING:
    from planner.profile.limits import Limit, Limits

Kind: TypeAlias = Literal["published", "practitioner", "own choice", "as recorded"]
KINDS: Final[dict[Kind, str]] = {
    "published": "a paper or consensus",
    "practitioner": "a coach, clinic, maker or convention of software",
    "own choice": "this program's own; no source fixes it",
    "as recorded": "what the watch or you wrote, taken as it is",
}


class How(NamedTuple):
    """One number: how it is made, by which formula, where that comes from and of what kind.

    ``where`` names the place in docs/ that has the rule: a file and the beginning of a heading.
    """

    key: str
    name: str
    how: str
    formula: str
    source: str
    kind: Kind
    where: str

    @property
    def title(self) -> str:
        """Return the name as it stands at the head of a line."""
        return f"{self.name[:1].upper()}{self.name[1:]}"


def entries(own: Limits, units: words.Units) -> tuple[How, ...]:
    """Return how each number is made, with this runner's own limits and units."""
    return (
        *_share(own), *_recorded(units), *_progress(own), *_body(own), *_week(own), *_load(),
    )  # fmt: skip


def _plain(own: Limits, limit: Limit) -> str:
    return f"{own[limit]:g} {limit.unit}"


def _share(own: Limits) -> tuple[How, ...]:
    return (
        How(
            "ceiling", "ceiling",
            "A laboratory or field value if one was entered, else a drift test that still stands,"
            " else the 180-formula. Sources are never averaged, and each day is judged by the"
            f" ceiling of that day. The band is the {BAND_BPM} beats below it.",
            "180 \N{MINUS SIGN} age in years, and by category \N{MINUS SIGN}10, \N{MINUS SIGN}5, 0"
            " or +5",
            "Maffetone: coaching practice, not a measurement; expect 20 bpm either way.",
            "practitioner", "rules.md 2.5",
        ),
        How(
            "aerobic-share", "aerobic share",
            f"Pauses, gaps over {MAX_HOLD_S:g} s and heart rate left out as wrong count on neither"
            " side and are shown as unknown. Shares are cut, not rounded: 89.9 % is never shown as"
            " 90 %.",
            "time at or under the ceiling / time with clean heart rate",
            "Own rule after Maffetone.",
            "own choice", "rules.md 3.1",
        ),
        How(
            "target", "target",
            f"{words.limit(own[aerobic_share.TARGET_BASE])} of the known running time at or under"
            f" the ceiling in the base phase, {words.limit(own[aerobic_share.TARGET_LATER])}"
            " later.",
            "", "Maffetone speaks of 80 to 85 % after the base.",
            "own choice", "rules.md 5.3",
        ),
        How(
            "class", "class",
            f"Aerobic: at least {words.limit(own[classes.AEROBIC_SHARE])} of the known time no more"
            f" than {_plain(own, classes.SHARE_TOLERANCE)} above the ceiling, and no stretch of"
            f" over {_plain(own, classes.LONGEST_BOUT)} more than"
            f" {_plain(own, classes.BOUT_TOLERANCE)} above it. Anaerobic:"
            f" {words.limit(own[classes.ANAEROBIC_SHARE])} or more above, or"
            f" {own[classes.ABOVE_ANT] / 60:.0f} min over the anaerobic threshold, or declared as"
            " intervals or a race. Mixed: all else. Unknown: clean heart rate for less than"
            f" {words.limit(own[classes.COVERAGE])} of the time.",
            "", "All of these can be changed in profile.toml.",
            "own choice", "rules.md 3.1",
        ),
        How(
            "what-if", "what if",
            "Every run judged again by the seconds at each beat, as if the chosen ceiling had held"
            " on all days. Nothing of it is stored.",
            "time at or under the chosen ceiling / time with clean heart rate",
            "The same rules as for the share and the class.",
            "own choice", "rules.md 3.1",
        ),
    )  # fmt: skip


def _recorded(units: words.Units) -> tuple[How, ...]:
    return (
        How(
            "time", "time",
            "The watch's timer, pauses out; a week is the sum of its runs. Where the samples and"
            " the watch's own total differ, the samples stand and the run says so.",
            "", "The watch.", "as recorded", "reading.md Session",
        ),
        How(
            "distance", "distance",
            "As the watch measured it, by satellite or foot pod; leaps that no runner makes are"
            " taken out. A week is the sum of its runs.",
            "", "The watch.", "as recorded", "reading.md Session",
        ),
        How(
            "climb", "climb",
            f"From the watch's altitude, a mean of {ALTITUDE_MEAN_S} s: a turn up or down counts"
            f" from {units.height(CLIMB_AT_LEAST_M)} on, so that noise on the flat climbs little.",
            "the sum of all rises", "The watch's altitude; its own count may be another.",
            "own choice", "reading.md Session",
        ),
        How(
            "pace", "pace",
            "Standing still is not in it. In the picture of a run pace is the mean of each of"
            f" {STEPS} equal steps of time.",
            "time in motion / distance", "The watch.", "as recorded", "reading.md Session",
        ),
        How(
            "heart-rate", "heart rate",
            "The mean of the clean samples, each weighted by the time it speaks for. In the"
            " small picture of a run blue ends at the ceiling of its day and rust is above it; what"
            " was not judged is a gap, and a run without any heart rate is hatched.",
            "", "The sensor; at the wrist it errs by 4 to 13 % (Navalta 2020, Stahl 2016).",
            "as recorded", "rules.md 4.1",
        ),
        How(
            "left-out", "left-out heart rate",
            "Dropouts, jumps, flat lines, readings that follow the steps instead of the heart, and"
            " starts that read too high are left out, each with its reason in the run's own"
            " picture. Nothing is repaired but single spikes and gaps of up to ten seconds.",
            "", "Own rules on published ones.", "own choice", "rules.md 4.2",
        ),
        How(
            "feel", "feel",
            "The effort that the watch asks for after a run, 0 to 10.",
            "", "Your own word.", "as recorded", "rules.md 5.3",
        ),
        How(
            "splits", "splits and laps",
            f"Timer seconds from one whole {units.distance_unit} to the next, and the mean of the"
            " heart rate judged in them; laps are those of the watch.",
            "", "The watch.", "as recorded", "reading.md Session",
        ),
    )  # fmt: skip


def _progress(own: Limits) -> tuple[How, ...]:
    return (
        How(
            "aerobic-speed", "aerobic speed",
            f"The pace at the ceiling, on flat ground, from all steady running of {WINDOW_DAYS}"
            " days near it; hills are reckoned out, warmth is not. The band of 95 % holds the"
            " scatter between runs.",
            "the mean of each run's speed, carried to the ceiling by a slope half-way between that"
            " inside runs and speed in proportion to heart-rate reserve",
            "After the Uphill Athlete's four-week average; hills by Minetti 2002.",
            "own choice", "rules.md 3.10",
        ),
        How(
            "pace-at-heart-rate", "pace at each heart rate",
            f"Steady running of {SPAN_DAYS} days by steps of {BIN_BPM} beats, hills reckoned out; a"
            f" run counts at a step from {LEAST_S / 60:.0f} min on.",
            "distance on the flat / time, at each step",
            "Hills by Minetti 2002.", "own choice", "rules.md 3.10",
        ),
        How(
            "maf-test", "MAF test",
            "The pace after the warm-up, at the ceiling, of runs declared as a test. Tests compare"
            " on the same course only.",
            "", "Maffetone.", "practitioner", "rules.md 1.2",
        ),
        How(
            "drift", "drift",
            "The second half of a steady run against the first, the first ten minutes out."
            f" {words.limit(own[decoupling.COUPLED])} or less counts as coupled. Heat and hills"
            " confound it.",
            "(r1 \N{MINUS SIGN} r2) / r1, r = speed / heart rate of each half",
            "Friel.", "practitioner", "rules.md 3.2",
        ),
        How(
            "drift-map", "drift map",
            "The longest steady stretch of each run of eight weeks, and what speed per beat it"
            f" would lose in an hour. A step of {drift_map.BIN_BPM} beats is supported from"
            f" {drift_map.LEAST_RUNS} runs on whose median stays within"
            f" {words.limit(drift_map.LIMIT_FRAC)}, with every step below it. Experimental, and"
            " never the ceiling by itself.",
            "", "The limit is Friel's; the map is this program's.", "own choice", "rules.md 2.5",
        ),
    )  # fmt: skip


def _body(own: Limits) -> tuple[How, ...]:
    return (
        How(
            "resting", "resting heart rate and HRV",
            f"Each morning's value, its mean of {MEAN_DAYS} days from three known days on, and your"
            f" own range of the {BAND_DAYS} days before.",
            "", "After Altini's HRV4Training.", "practitioner", "rules.md 5.6",
        ),
        How(
            "readiness", "readiness",
            f"On Monday and Thursday: heart-rate variability of {MEAN_DAYS} days outside the band"
            f" of the {BAND_DAYS} before, what was felt, speed per beat of easy runs, a pain that"
            " rises. One bars what is hard, two make easy runs a quarter shorter, two at two looks"
            f" running give two days off and easier running. {UNTESTED}",
            "", "Nuuttila 2022, n = 30, where load was raised as well.",
            "published", "rules.md 5.8",
        ),
        How(
            "warnings", "figures of a warning",
            "Each is of the days named beside it and is held against your own usual value or a"
            " limit; both stand in brackets. The limits, and how to change them: aerobase flags"
            " --limits.",
            "", "Each warning names its own.", "own choice", "rules.md 5 Warnings",
        ),
        How(
            "longest-run", "longest run",
            f"The day's longest run against the longest of the {LONGEST_RUN_DAYS} days before."
            f" Over {own[distance_spike.SMALL]:.2f} it is a spike.",
            "distance / longest distance before",
            "Frandsen 2025, BJSM 59:1203: 5,205 runners, by distance alone.",
            "published", "rules.md 5.1",
        ),
        How(
            "pain", "pain",
            "Your own score, 0 none to 10 the worst; the worst of a day or a week is shown.",
            "", "What a score does: the pain-monitoring model, Silbernagel 2007.",
            "as recorded", "rules.md 5.4",
        ),
        How(
            "hard-running", "hard running",
            "Base weeks are aerobic and whole. Hard running comes after"
            f" {own[hard_running.BASE_WEEKS_LEAST]:g} of the last {RECENT_WEEKS} with two good"
            f" tests, or after {own[hard_running.BASE_WEEKS_MOST]:g} of the last {ALL_WEEKS}, and"
            " while no warning bars it.",
            "", "After Maffetone, Allen and Lydiard.", "own choice", "rules.md 1.3",
        ),
    )  # fmt: skip


def _week(own: Limits) -> tuple[How, ...]:
    return (
        How(
            "planned", "planned minutes",
            "A week grows from the usual one, the median of the last that count: two weeks grow, by"
            f" {words.limit(own[limits.BUILD])} of the highest of the last"
            f" {measure.HIGHEST_WEEKS}, one holds, the fourth is lighter. Warnings, pain and days"
            " off lower it, and a run is at most"
            f" {own[limits.LONG_OVER_LONGEST]:g} times the longest of 30 days. The week's own"
            " reasons stand in it.",
            "", "The longest run is Frandsen's; growth is this program's.",
            "own choice", "rules.md 7.1",
        ),
        How(
            "planned-distance", "planned distance",
            f"An estimate from your steady running of {LOOK_BACK.days} days in the band; a range"
            " leaves out the fastest and the slowest runs.",
            "planned time x pace in the band", "Your own runs.", "own choice", "rules.md 7.1",
        ),
        How(
            "leg-load", "leg load",
            "What a day costs the calf and its tendon, by steps and speed; 1 is the median running"
            f" day of {USUAL_DAYS} days.",
            "steps x peak force of a step / that of the usual day",
            "Forces of running and walking: PMC11096059; to use the peak alone is our own.",
            "own choice", "rules.md 6.3",
        ),
        How(
            "outlook", "outlook",
            f"The weeks ahead, {season.WEEKS_AHEAD} or to a race, as they would be asked if each is"
            " run as asked and nothing new stands against it. Planned anew each week.",
            "", "The rules of the week.", "own choice", "rules.md 7.3",
        ),
        How(
            "ladders", "ladders",
            "The rung that the diary's last tests and practice have reached, each side for itself,"
            " and the dose that opens the next.",
            "", "Order from the Sock Doc's video; norms of standing on one leg: Springer 2007.",
            "practitioner", "rules.md 6.1",
        ),
    )  # fmt: skip


def _load() -> tuple[How, ...]:
    return (
        How(
            "beats", "time at each heart rate",
            "Seconds with clean heart rate at each beat, of 28 days.",
            "seconds at a beat / all of them", "The sensor.", "as recorded", "rules.md 3.1",
        ),
        How(
            "load", "load (HRSS)",
            "Summed beat by beat and scaled so that an hour at the threshold heart rate is 100. A"
            " run without clean heart rate has none: missing, not zero.",
            "TRIMP = minutes x s x a e^(b s), s the share of heart-rate reserve; HRSS = 100 x TRIMP"
            " / TRIMP of that hour",
            "Banister 1991, Morton 1990; HRSS as in GoldenCheetah and Elevate.",
            "practitioner", "rules.md 3.5",
        ),
        How(
            "fitness", "fitness, fatigue, form",
            f"Exponential means of the daily load over {FITNESS_DAYS} and {FATIGUE_DAYS} days, and"
            f" yesterday's difference of the two. Hidden for the first {FITNESS_DAYS} days.",
            "mean + (load \N{MINUS SIGN} mean) x (1 \N{MINUS SIGN} e^(\N{MINUS SIGN}1/days)), day"
            " by day",
            "Banister's model with the usual constants.", "practitioner", "rules.md 3.6",
        ),
        How(
            "monotony", "monotony and strain",
            f"How alike {MONOTONY_DAYS} days are, rest days as zero, at most {MONOTONY_CAP:g}; and"
            " what that makes of the week's load.",
            "monotony = mean / standard deviation; strain = sum x monotony",
            "Foster 1998.", "published", "rules.md 3.7",
        ),
    )  # fmt: skip


# What the links of a part of the page lead to; a figure and a warning have their own below.
OF_SECTION: Final[dict[str, tuple[str, ...]]] = {
    "balance": ("aerobic-share", "target", "left-out"),
    "plan": ("planned", "readiness"),
    "year": ("distance", "time", "climb", "aerobic-share", "longest-run", "pain"),
    "warnings": ("hard-running",),
    "week": ("planned", "ceiling", "planned-distance", "leg-load", "pain", "ladders"),
    "runs": ("time", "distance", "pace", "heart-rate", "aerobic-share", "class", "climb", "feel"),
    "run": ("class", "ceiling", "left-out", "heart-rate", "pace", "climb", "drift", "splits"),
    "whatif": ("what-if", "class"),
}
OF_CHART: Final[dict[str, tuple[str, ...]]] = {
    "speed": ("aerobic-speed", "ceiling"),
    "pace-heart": ("pace-at-heart-rate",),
    "maf-tests": ("maf-test",),
    "drift": ("drift",),
    "drift_map": ("drift-map",),
    "wellness": ("resting",),
    "distribution": ("beats", "ceiling"),
    "form": ("load", "fitness", "monotony", "longest-run"),
    "season": ("outlook", "planned"),
}
OF_CHECK: Final[dict[str, tuple[str, ...]]] = {
    "aerobic_share": ("aerobic-share", "target"),
    "aerobic_speed": ("aerobic-speed",),
    "calf_load": ("time", "climb"),
    "decoupling": ("drift",),
    "distance_spike": ("longest-run",),
    "hard_days": ("class", "feel"),
    "heart_rate_gaps": ("left-out",),
    "intensity": ("aerobic-share", "load"),
    "load_jump": ("time",),
    "load_strain": ("load", "monotony"),
    "maf_test": ("maf-test",),
    "pain": ("pain",),
    "recovery": ("resting",),
    "small_signs": ("pain",),
    "soleus_watch": ("pain", "aerobic-share", "class"),
    "time_away": ("planned",),
}
# Of what a page to be shared leaves out.
PRIVATE: Final = frozenset({
    "resting", "readiness", "warnings", "pain", "hard-running", "planned", "planned-distance",
    "leg-load", "outlook", "ladders",
})  # fmt: skip
