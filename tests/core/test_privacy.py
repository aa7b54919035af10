"""What looks like patient data is pointed out, and what does not is left alone. All names and numbers are invented."""

from datetime import date

import pytest

from careerplan import guidebook
from careerplan.core.entries import AnswerEntry, HoursEntry
from careerplan.core.guide import GuideStamp
from careerplan.core.kinds import Achievement, Contact, Experience, Question
from careerplan.core.plan import Plan
from careerplan.core.privacy import new_stories, sightings

CHECKS = guidebook.load_privacy_checks(guidebook.load_guide())

TELLS = [
    "Reviewed MRN 4482913 with the team",
    "mrn: 0093821, moved to room 4",
    "Patient ID 77120945 was missing from the chart",
    "Her record number is 55120-9",
    "record #8812345 had no allergies listed",
    "chart no. 1029384 needs a signature",
    "Member number WXY12345678 was refused",
    "policy no A1234567 lapsed",
    "Case number 2231987 went to appeal",
    "Medicaid number 99812345",
    "Medicare id 1EG4-TE5 no, 1EG4123456",
    "SSN 219-09-9999 on the form",
    "her social is 123-45-6789",
    "DOB 03/14/1941",
    "dob: 3-14-41",
    "D.O.B. 1941-03-14",
    "born on March 14, 1941",
    "born 14/03/1941 in Ohio",
    "date of birth is 03/14/1941",
    "birthday 07/04/1950, likes cake",
    "birth date 1950-07-04",
    "Mary Jones (03/14/1941) fell again",
    "Mary Jones, 03/14/1941",
    "Saw Robert Miller 1938-01-30 today",
    "Called the daughter at 412-867-5309",
    "her number is (412) 867-5309",
    "412.867.5309 is the neighbor",
    "reach him under +1 412 867 5309",
    "Phone 412 867-5309",
    "J.D., 84, diabetes, refused insulin",
    "J. D. 84 yo with CHF",
    "M.K.L., 67, stroke in May",
    "JD, 84 yo, CHF",
    "MK 67 y/o with COPD",
    "TS, 45 year old, depression",
    "RW (91 years old) with dementia",
    "Mrs. Alvarez, 82, has dementia",
    "Mr. Chen is 77 and his kidney failure got worse",
    "Ms Bell, aged 59, with breast cancer",
    "Mrs Ito, 90, came in after a stroke",
    "Visited her at 12 Maple Street",
    "lives at 4410 North Hill Road",
    "moved to 7 Elm Ave with her son",
]
"""Each could tell somebody who a real person is."""

HARMLESS = [
    "They sit between patients and everyone who treats them.",
    "A patient I invented, 84 years old, with diabetes and no ride home.",
    "An 84-year-old woman with CHF lives alone; I arranged meals.",
    "I planned each morning with a paper list for four weeks.",
    "Hypertension: your blood pushes too hard against the vessels.",
    "Finished the HIPAA course on 2026-11-20, certificate in my folder.",
    "The rule is 45 CFR 164.530(b), read on 11/20/2026.",
    "Dana Lee, RN, supervised me from 2026-01-05 to 2026-06-30.",
    "Met Dana Lee 2026-11-20 at the conference.",
    "Dial 211 for local help; 988 in a crisis.",
    "Eldercare Locator 800-677-1116, Monday to Friday.",
    "The practice line in our role play was 555-0142.",
    "Invented client Ann, (412) 555-0123.",
    "Applied at Mercy Hospital, posting 20261122.",
    "In 2019 I recorded 1200 hours of customer service.",
    "The case study had five patients and 14 appointments.",
    "My record is 12 calls in an hour.",
    "The chart on page 1204 shows the workflow.",
    "The policy changed in 2024.",
    "RN for 20 years, then ER and IT.",
    "CCM in 5 years, AM shift for 2 years.",
    "The US has 50 states, TV took 3 years.",
    "I am 52 and starting again.",
    "I was born in Ohio and love the snow.",
    "Week 3: 21 of 21 days planned.",
    "Go, because helping people moves me.",
    "Mr. Rogers is my hero.",
    "Mrs. Dalloway, chapter 12, was our reading.",
    "The member of the team with 10 years helped me.",
    "Budget: $1,500 a month; 80 hours of CE in 5 years.",
    "ISBN 9780826136008 is the book.",
    "The bus 4410 goes to the clinic.",
    "I read pages 12-45 of the code of ethics.",
    "She asked for 30 minutes and 2 forms.",
    "Account of my day: 7 calls, 3 visits.",
    "A claim was refused; I wrote a letter.",
    "Birthday party for the unit on Friday.",
    "Teach-back with three classmates, 15 minutes each.",
    "Between 2026-11-01 and 2026-11-22 I shadowed twice.",
    "The form asks for income; people get stuck at page 2.",
    "St. Ann Hospital, 5 West, night shift.",
    "Phoned 3 shelters: 14, 20 and 31 beds.",
    "Improved the fall rate from 12 to 6 in 90 days.",
    "J. P. Morgan gave a grant.",
    "P.S. 23 is the school where I volunteer.",
]
"""None of these could."""

KNOWN_MISSES = {"Medicare id 1EG4-TE5 no, 1EG4123456"}
KNOWN_FALSE_ALARMS = {"P.S. 23 is the school where I volunteer."}


@pytest.mark.parametrize("text", [text for text in TELLS if text not in KNOWN_MISSES])
def test_what_could_tell_who_somebody_is_is_pointed_out(text: str) -> None:
    assert sightings([text], CHECKS)


@pytest.mark.parametrize("text", [text for text in HARMLESS if text not in KNOWN_FALSE_ALARMS])
def test_what_could_not_is_left_alone(text: str) -> None:
    assert sightings([text], CHECKS) == []


def test_the_rates_are_those_that_the_documentation_names() -> None:
    """Of 43 that tell, 42 are seen; of 45 that do not, one is pointed out."""
    seen = sum(bool(sightings([text], CHECKS)) for text in TELLS)
    alarms = sum(bool(sightings([text], CHECKS)) for text in HARMLESS)
    assert (seen, len(TELLS), alarms, len(HARMLESS)) == (42, 43, 1, 45)


def test_a_sighting_names_what_was_seen() -> None:
    [seen] = sightings(["Reviewed MRN 4482913 with the team"], CHECKS)
    assert (seen.name, seen.text) == ("a record or member number", "MRN 4482913")


def test_a_long_text_is_looked_over_quickly() -> None:
    """No pattern runs away: ten thousand characters of the worst kind, in well under a second each."""
    import time

    for text in ("1" * 10_000, "A. " * 3_333, "Mr. Aaa " * 1_250, "record " * 1_400, "Aa Bb " * 1_600, "412 " * 2_500):
        begun = time.process_time()
        sightings([text], CHECKS)
        assert time.process_time() - begun < 2


# Which texts are looked over

EMPTY = Plan(guide=GuideStamp(id="x", version="1"))


def test_notes_logs_achievements_and_answers_are_looked_over_and_contacts_are_not() -> None:
    after = EMPTY.with_note("3.2", "a note", on=date(2026, 11, 22))
    after = after.with_record("experience/a", Experience(position="A", hours_log={"2026-11-22": HoursEntry(hours=1, what="a log")}))
    after = after.with_record("achievement/a", Achievement(title="A", situation="a situation"))
    after = after.with_record("question/a", Question(text="Q", practice={"2026-11-22": AnswerEntry(answer="an answer")}))
    after = after.with_record("contact/a", Contact(name="A", phone="412-867-5309", note="a note on a contact"))
    assert set(new_stories(EMPTY, after)) == {"a note", "a log", "a situation", "an answer"}


def test_only_what_is_new_is_looked_over() -> None:
    before = EMPTY.with_record("achievement/a", Achievement(title="A", situation="old"))
    after = before.with_record("achievement/a", Achievement(title="A", situation="old", result="new"))
    assert new_stories(before, after) == ["new"]
    assert new_stories(after, after) == []
