"""Odd and wrong inputs as people type them, and what each gets: understood so, or refused so.

Each row: the words after `aerobase`, the exit code, and a part of what is said (of standard output
where the code is 0, of standard error elsewhere). Seen from Wednesday 20 May 2026, by somebody with
eight weeks of runs, a sore left Achilles, and a plan for the week.
"""

from __future__ import annotations

from dataclasses import dataclass

TODAY = ("--today", "2026-05-20")


@dataclass(frozen=True, slots=True)
class Row:
    """One input: what is typed, the exit code, and a part of what is said."""

    typed: str
    code: int
    says: str


def rows(text: str) -> list[Row]:
    """Return the rows of a table written as `typed | code | says`, a line each."""
    parts = [line.split(" | ") for line in text.strip().splitlines()]
    return [Row(typed.strip(), int(code), says.strip()) for typed, code, says in parts]


GROUPS: dict[str, list[Row]] = {
    "Commands": rows(
        """
        statu | 2 | Did you mean status?
        plam | 2 | Did you mean plan?
        imort run.fit | 2 | Did you mean import?
        toady 3 | 2 | Did you mean today?
        log pian 3 | 2 | Did you mean 'pain'?
        plan mvoe tue wed | 2 | Did you mean 'move'?
        export sesions | 2 | Did you mean 'sessions'?
        thresholds stet | 2 | 'set'
        help plann | 2 | Did you mean plan?
        frobnicate | 2 | aerobase --help lists them
        """
    ),
    "Options": rows(
        """
        sessions --sice 2026-05-01 | 2 | Did you mean '--since'?
        plan --nxt | 2 | Did you mean '--next'?
        today --slep 7 | 2 | '--sleep'
        status --jsno | 2 | Did you mean '--json'?
        sessions --sport runing | 2 | Did you mean running?
        export sessions --format xls | 2 | 'xls'
        flags --chek | 2 | '--check'
        """
    ),
    "Places and sides": rows(
        """
        log pain 4 left achiles | 2 | Did you mean achilles?
        log pain 4 achillies left | 2 | Did you mean achilles
        log pain 3 soelus | 2 | Did you mean soleus?
        log pain 3 lefft knee | 2 | Did you mean left?
        log pain 3 knee rigth | 2 | Did you mean right?
        log pain 4 | 2 | Say where: aerobase log pain 4 left achilles, or other.
        log pain 4 on the stairs | 2 | Say where
        log pain 4 left ankle | 2 | Say where
        log pain 4 other left ankle | 0 | other place, left
        log pain 4 l ach | 0 | left Achilles
        log pain 2 calves | 0 | both calf
        log pain 2 my right lower back | 0 | right low back
        log pain 3 outer knee r | 0 | right outer knee
        log pain 3 it band left | 0 | left outer knee
        log pain 2 LEFT Achilles_Tendon | 0 | left Achilles
        log pain 4 running downhill, left knee | 0 | left knee
        log pain 3 --place tendn --side left | 2 | Did you mean tendon
        log pain 3 achilles --side lft | 2 | Did you mean left?
        log tenderness 4 solues | 2 | Did you mean soleus?
        log soreness 5 quds | 2 | Did you mean quads
        advice achiles | 2 | Did you mean achilles?
        advice elbow | 2 | One of: soleus
        advice lower back | 0 | Low back: no diagnosis
        advice calves | 0 | Calf: no diagnosis
        """
    ),
    "Scores and numbers": rows(
        """
        log pain 11 knee | 1 | not between 0 and 10
        log pain -1 knee | 2 | No such option
        log pain four left knee | 0 | 4/10
        log pain 4/10 left knee | 0 | 4/10
        log pain 4 of 10 left knee | 0 | 4/10
        log pain 3,5 left knee | 0 | 3.5/10
        log pain left knee | 1 | needs its score
        log pain much left knee | 1 | needs its score
        log pain 4/5 left knee | 1 | needs its score
        log stress | 1 | needs its score
        log stress lots | 1 | needs its score
        log stress 3 work | 0 | stress 3/10
        done | 2 | Say how hard it felt, 0 to 10
        done hard | 2 | no score
        done 12 | 2 | not between 0 and 10
        done 4/10 | 0 | 4/10
        done 5 --minutes 1:05 | 0 | 65
        done 5 --minutes long | 2 | 1:05
        done 5 --type intervall | 2 | Did you mean intervals?
        done --strength squats | 0 | squat
        done --strength deadlft | 2 | Did you mean deadlift
        log strength lunges | 2 | no exercise
        log strength rdl --level R9 | 2 | no level
        log balance-test --left fourty | 2 | not a number
        log rhr 500 | 1 | not between
        log hrv abc | 2 | not a number
        today 12 | 2 | not between 0 and 10
        today soso | 2 | Say 0 to 10
        today 0 | 0 | Wednesday 20 May 2026
        today 2 | 0 | Wednesday 20 May 2026
        today 1 left knee --slept 7:30 | 0 | Wednesday 20 May 2026
        """
    ),
    "Times": rows(
        """
        log sleep 7:30 | 0 | 7.5 h
        log sleep 7h30 | 0 | 7.5 h
        log sleep 7 h 30 | 0 | 7.5 h
        log sleep 7,5 | 0 | 7.5 h
        log sleep 450min | 0 | 7.5 h
        log sleep 7.5 woke twice | 0 | woke twice
        log sleep 7:75 | 2 | write 7:30
        log sleep well | 2 | write 7:30
        log sleep | 2 | aerobase log sleep 7:30
        log sleep 75 | 2 | more than a day
        today 0 --slept 30 | 2 | not between 0 and 24
        today 0 --slept bad | 2 | write 7:30
        """
    ),
    "Days": rows(
        """
        log note hello --date yesterday | 0 | 2026-05-19
        log note hello --date -1 | 0 | 2026-05-19
        log note hello --date mon | 0 | 2026-05-18
        log note hello --date Thursday | 0 | 2026-05-14
        log note hello --date "18 May" | 0 | 2026-05-18
        log note hello --date "May 18" | 0 | 2026-05-18
        log note hello --date 18.5. | 0 | 2026-05-18
        log note hello --date 18.05.2026 | 0 | 2026-05-18
        log note hello --date 20260518 | 0 | 2026-05-18
        log note hello --date "21 May" | 0 | 2025-05-21
        log note hello --date 18/5 | 0 | 2026-05-18
        log note hello --date 5/6 | 2 | may be two days
        log note hello --date tomorrow | 2 | the diary holds what has happened
        log note hello --date 31.2. | 2 | is not a day
        log note hello --date soon | 2 | such as 2026-05-18
        log note hello --date "Tue 18 May" | 2 | is not a Tuesday
        log note hello --date 18.5.26 | 2 | is not a day
        sessions --since 2026-13-01 | 2 | is not a day
        sessions --since "1 May" --until yesterday | 0 | sessions
        sessions --since never | 2 | is not a day
        done 4 --date mon | 0 | 2026-05-18
        plan skip mon | 1 | is gone
        plan move thu fry | 2 | is not a day
        plan move thu | 2 | Missing argument 'TO'
        plan skip "18 June" | 1 | not in the week
        plan --explain weekday | 2 | is not a day
        wellness mayday | 2 | is not a day
        """
    ),
    "Who you are": rows(
        """
        init --category e | 2 | One of: a, b, c, d
        init --category "C)" | 0 | Ceiling
        init --sex w | 0 | Ceiling
        init --sex x | 2 | One of: female, male
        init --birth-date 1.5.80 | 2 | is not a day
        init --birth-date 5/6/1980 | 2 | may be two days
        init --birth-date 2080-01-01 | 1 | is not before
        init --birth-date "1 May 1980" | 0 | Ceiling
        init --timezone Madrid | 1 | Did you mean Europe/Madrid?
        init --units miles | 0 | Ceiling
        init --run-days tue,fun | 1 | fun
        init --max-minutes much | 1 | does not say minutes
        init --achilles lft | 2 | Did you mean left?
        init --hr-max 900 | 2 | 900
        thresholds set lthhr 165 | 2 | Did you mean lthr?
        thresholds set entered | 2 | Missing argument 'VALUE'
        """
    ),
    "Signs": rows(
        """
        log redflag chest-pian | 2 | Did you mean chest-pain
        log redflag heart | 2 | One of
        log illness fevr | 2 | Did you mean fever
        log illness fever | 0 | fever
        log illness over | 0 | over
        flags clear nothing --note x | 1 | No warning called
        flags small_sign-pain-achiles-left | 1 | Did you mean small_sign-pain-achilles-left?
        flags clear small_sign-pain-achilles-left | 2 | Missing option '--note'
        """
    ),
    "Paths and ids": rows(
        """
        import nowhere.fit | 1 | nowhere.fit
        report -o nofolder/page.html | 1 | there is no folder
        export sessions -o nofolder/s.csv | 1 | there is no folder
        export plan --format fit -o nofolder/deep/week | 1 | there is no folder
        export plan --format fit | 1 | -o FOLDER
        log import nowhere.csv | 1 | cannot be read
        sessions --session zzzz | 1 | No session begins with
        forget zzzz | 1 | zzzz
        log remove zzzz | 1 | log list
        log correct zzzz 3 | 1 | log list
        """
    ),
}
