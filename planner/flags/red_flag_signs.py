"""Signs that need a clinician: what to ask, what to say, and what that rests on (RULES 5.7).

Shown, never diagnosed: each is a question a runner can answer and a sentence of what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from planner.flags.model import EvidenceStrength, PlanEffect, Tissue
    from planner.profile.model import Sex

_CALF: Final = frozenset({"soleus", "gastrocnemius", "calf", "achilles", "heel", "shin"})
_BONE: Final = frozenset({"shin", "foot", "heel", "hip", "low-back"})
_BACK: Final = frozenset({"low-back", "hip", "glute-medius"})
_TENDONS: Final = frozenset({"achilles", "heel"})
QUINOLONE_AFTER_DAYS: Final = 30  # own choice: so long it holds after the last of it
AFTER_BIRTH_DAYS: Final = 84  # practitioner: Goom 2019, no run in the first twelve weeks
ASKED_AGAIN_DAYS: Final = 92  # own choice: a quarter


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """One sign; ``places`` are the painful places after which it is asked first.

    ``effect`` is what stands until it is cleared, in the ``effect_words`` where those of the effect
    do not fit; pain at one of ``with_pain`` beside it stops everything. It stands for
    ``after_days`` more once it is cleared, and never less than ``least_days`` from its own day.
    ``asked``: one of the safety questions of `init`, once a quarter.
    """

    name: str
    title: str
    question: str
    say: str
    source: str
    evidence_strength: EvidenceStrength
    tissue: Tissue
    places: frozenset[str] = frozenset()
    effect: PlanEffect = "stop"
    effect_words: str = ""
    with_pain: frozenset[str] = frozenset()
    after_days: int = 0
    least_days: int = 0
    asked: bool = False


_EMERGENCY: Final = "This is an emergency: call for help now."
_SOON: Final = "See a clinician before you run or train again."
_TODAY: Final = "See a clinician today."

RED_FLAGS: Final[tuple[RedFlag, ...]] = (
    RedFlag(
        name="tendon-snap",
        title="A pop, snap or kick in the calf or heel",
        question="Was there a sudden pop, a snap or a kick in the calf or heel?",
        say=f"{_TODAY} A torn Achilles tendon can still let you walk and move the ankle.",
        source="Achilles rupture: PMC4655731",
        evidence_strength="moderate",
        tissue="achilles",
        places=_CALF,
    ),
    RedFlag(
        name="no-heel-raise",
        title="No heel raise on one leg",
        question="Are you unable to rise on the toes of the sore leg alone?",
        say=f"{_TODAY} A torn Achilles tendon can still let you walk and move the ankle.",
        source="Achilles rupture: PMC4655731",
        evidence_strength="moderate",
        tissue="achilles",
        places=_CALF,
    ),
    RedFlag(
        name="calf-swelling",
        title="One calf or leg swollen or warm",
        question="Is one calf more swollen than the other, even a little, or warm; does pressing "
        "it leave a dent; or is the whole leg swollen?",
        say=f"{_TODAY} Do not press, roll or rub that calf.",
        source="Deep vein thrombosis: Wells criteria, BMJ Best Practice",
        evidence_strength="strong",
        tissue="calf",
        places=_CALF,
    ),
    RedFlag(
        name="clot-risk",
        title="Calf pain after travel, surgery, rest in bed, cancer or an earlier clot",
        question="Does the calf hurt after a long journey, an operation, weeks in bed or in a "
        "cast, with cancer, or after an earlier blood clot?",
        say=f"{_TODAY} Do not press, roll or rub that calf.",
        source="Deep vein thrombosis: Wells criteria, BMJ Best Practice",
        evidence_strength="strong",
        tissue="calf",
        places=_CALF,
    ),
    RedFlag(
        name="chest-pain",
        title="Chest pain or short of breath",
        question="Is there pain in the chest, or are you short of breath without effort?",
        say=_EMERGENCY,
        source="Deep vein thrombosis and its spread: BMJ Best Practice",
        evidence_strength="strong",
        tissue="general",
        places=_CALF,
        asked=True,
    ),
    RedFlag(
        name="leg-weakness",
        title="Lost control, weakness or numbness of a leg or foot",
        question="Have you lost control of a leg or foot, or is it weak or numb?",
        say=_TODAY,
        source="The comments of the Sock Doc's video tell of such a case; general medical advice",
        evidence_strength="weak",
        tissue="general",
        places=_BACK | _CALF,
    ),
    RedFlag(
        name="saddle-numbness",
        title="Numb between the legs, or trouble with bladder or bowel",
        question="Are you numb between the legs, or has holding or passing urine or stool changed?",
        say=_EMERGENCY,
        source="Cauda equina syndrome: general medical advice",
        evidence_strength="moderate",
        tissue="hip",
        places=_BACK,
    ),
    RedFlag(
        name="inflammatory-back",
        title="Back or buttock pain that rest makes worse",
        question="For over three months: pain low in the back or in both buttocks, stiff for more "
        "than half an hour in the morning, better by moving and not by rest, or waking you?",
        say=f"{_SOON} Ask about a rheumatologist.",
        source="ASAS criteria of inflammatory back pain (four of five: sensitivity 79.6 %, "
        "specificity 72.4 %)",
        evidence_strength="moderate",
        tissue="hip",
        places=_BACK,
    ),
    RedFlag(
        name="bone-pain",
        title="Pain of a bone at one spot, at night or on hopping",
        question="Does a bone hurt at one spot that a finger covers, at night, at rest, or when "
        "you hop on that leg?",
        say=f"{_SOON} Do not run on it to try: a bone that is overloaded needs to be looked at.",
        source="Bone stress injury: general medical advice; IOC statement on REDs 2023",
        evidence_strength="moderate",
        tissue="general",
        places=_BONE,
        asked=True,
    ),
    RedFlag(
        name="missed-periods",
        title="Periods missed for three months or more",
        question="If you have periods: have they stayed away for three months or more, without "
        "pregnancy or a reason that a clinician knows?",
        say="See a clinician soon, best one who knows sport: too little energy for the training is "
        "a common reason, and bones suffer by it.",
        source="IOC consensus statement on REDs, Br J Sports Med 2023",
        evidence_strength="strong",
        tissue="general",
        places=_BONE,
        effect="no_quality",
        with_pain=_BONE,
        asked=True,
    ),
    RedFlag(
        name="fever-pain",
        title="Fever with pain, or a red, hot joint",
        question="Is there fever together with the pain, or a joint that is red and hot?",
        say=_TODAY,
        source="Infection: general medical advice",
        evidence_strength="moderate",
        tissue="general",
        asked=True,
    ),
    RedFlag(
        name="dark-urine",
        title="Dark urine after hard effort",
        question="Has your urine been dark brown since a very hard effort, with muscles that hurt?",
        say=f"{_TODAY} It may not wait: muscle that breaks down can harm the kidneys.",
        source="Rhabdomyolysis: general medical advice",
        evidence_strength="moderate",
        tissue="general",
    ),
    RedFlag(
        name="fainting",
        title="Fainting, or a heart that races or skips beats",
        question="Have you fainted or nearly fainted, or has your heart raced or skipped beats, "
        "especially while running?",
        say=f"{_TODAY} If it happens now, call for help.",
        source="Heart: general medical advice",
        evidence_strength="moderate",
        tissue="general",
        asked=True,
    ),
    RedFlag(
        name="calf-cramp-both",
        title="Both calves tighten at the same distance",
        question="Do both calves cramp or tighten at about the same distance, perhaps with a numb "
        "sole, and is it gone within a quarter of an hour of rest?",
        say=f"{_SOON} Ask one who knows sport about compartments and arteries of the leg.",
        source="Exertional compartment syndrome (85 to 95 % in both legs), popliteal entrapment",
        evidence_strength="moderate",
        tissue="calf",
        places=_CALF,
    ),
    RedFlag(
        name="quinolone",
        title="A quinolone antibiotic",
        question="Do you take a quinolone antibiotic (names end in -floxacin), or did you in the "
        "last month?",
        say="Tell the clinician who gave it that you run. If a tendon hurts, even a little: no "
        "run, no pressing, and ring before the next tablet.",
        source="Quinolones and Achilles tendons: van der Vlist 2019, Br J Sports Med",
        evidence_strength="strong",
        tissue="achilles",
        places=_CALF,
        effect="hold",
        with_pain=_TENDONS,
        after_days=QUINOLONE_AFTER_DAYS,
        asked=True,
    ),
    RedFlag(
        name="pregnancy-sign",
        title="A warning sign in pregnancy",
        question="If you are pregnant: is there bleeding, fluid, painful contractions, faintness, "
        "breathlessness before effort, a headache that stays, or a swollen calf?",
        say=f"{_TODAY} Your midwife or doctor is the one to ask; do not train before.",
        source="Reasons to stop exercise in pregnancy: ACOG Committee Opinion 804 (2020)",
        evidence_strength="moderate",
        tissue="general",
        places=_BACK,
    ),
    RedFlag(
        name="after-birth",
        title="After a birth",
        question="Have you given birth in the last twelve weeks, or, since giving birth, do "
        "you leak urine, or feel heaviness, a bulge or pain low in the pelvis?",
        say="Ask your midwife, a clinician or a physiotherapist for the pelvic floor before the "
        "first run, and which exercises fit; walk as much as is comfortable; less is always "
        "right. Date this by "
        "the birth (--date DAY).",
        source="Returning to running after birth: Goom, Donnelly and Brockwell 2019, guideline of "
        "practitioners",
        evidence_strength="weak",
        tissue="general",
        places=_BACK,
        effect="no_run",
        effect_words="No running for twelve weeks after a birth, and until you clear this, free of "
        "signs of the pelvic floor; then from the first rung.",
        least_days=AFTER_BIRTH_DAYS,
        asked=True,
    ),
)
BY_NAME: Final[dict[str, RedFlag]] = {flag.name: flag for flag in RED_FLAGS}
# What concerns women alone is not asked of a man.
_OF_WOMEN: Final = frozenset({"missed-periods", "pregnancy-sign", "after-birth"})
_STOPS: Final = (
    (_EMERGENCY, "Call for help now"),
    (_TODAY, "Stop, and see a clinician today"),
    (_SOON, "Stop, and see a clinician before you run or train again"),
)


def stop_signs() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the signs that stop everything, what is most urgent first: what to do, their titles.

    Those of a pregnancy are not among them: its week has a sentence of its own.
    """
    told = [one for one in RED_FLAGS if one.effect == "stop" and one.name != "pregnancy-sign"]
    return tuple(
        (do, tuple(one.title for one in told if one.say.startswith(begins)))
        for begins, do in _STOPS
    )


def questions_for(place: str | None) -> tuple[RedFlag, ...]:
    """Return the signs to ask about after pain in a place; all of them where it is unknown.

    What belongs to no place is asked after any.
    """
    if not any(place in flag.places for flag in RED_FLAGS):
        return RED_FLAGS
    return tuple(flag for flag in RED_FLAGS if place in flag.places or not flag.places)


def safety_questions(sex: Sex | None) -> tuple[RedFlag, ...]:
    """Return the signs that are asked at `init` and once a quarter (JUDGEMENT 8)."""
    mans = sex == "male"
    return tuple(one for one in RED_FLAGS if one.asked and not (mans and one.name in _OF_WOMEN))
