"""Who may look at what: every address, asked by everybody.

`in`: sent to sign in. `away`: sent elsewhere. A number: the answer's status. 405 is an address
that only takes what a form sends; what it then allows is tried in its own room.
"""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from ordholden.accounts.tests.make import make_staff, make_user
from tests.attacks.tenants import targets

TABLE = """
address                               visitor candidate recruiter officer
look                                  200     200       200       200
icon                                  200     200       200       200
looks                                 200     200       200       200
account                               in      200       200       200
sign_ins                              in      200       200       200
sign_out_elsewhere                    405     405       405       405
sign_out_there                        405     405       405       405
invitation                            404     404       404       404
second_factor_needed                  in      200       away      away
staff                                 in      403       403       403
end_membership                        405     405       405       405
withdraw_invitation                   405     405       405       405
account_login                         200     away      away      away
account_request_login_code            200     away      away      away
account_confirm_login_code            away    away      away      away
mfa_login_webauthn                    in      away      away      away
mfa_authenticate                      in      away      away      away
account_logout                        away    200       200       200
account_inactive                      200     200       200       200
account_signup                        away    away      away      away
account_reauthenticate                in      200       200       200
mfa_reauthenticate                    in      away      200       200
mfa_reauthenticate_webauthn           in      away      away      away
account_email                         in      200       200       200
account_email_verification_sent       200     200       200       200
account_change_password               in      200       200       200
account_set_password                  in      away      away      away
account_reset_password                200     200       200       200
account_reset_password_done           200     200       200       200
account_reset_password_from_key_done  200     200       200       200
mfa_index                             in      200       200       200
mfa_activate_totp                     in      away      away      away
mfa_deactivate_totp                   in      404       away      away
mfa_list_webauthn                     in      200       200       200
mfa_add_webauthn                      in      away      away      away
mfa_remove_webauthn                   in      away      away      away
mfa_edit_webauthn                     in      away      away      away
mfa_view_recovery_codes               in      404       404       404
mfa_generate_recovery_codes           in      away      away      away
notice                                200     200       200       200
notice_versions                       200     200       200       200
notice_version                        200     200       200       200
receipt                               200     200       200       200
machine_copy                          200     200       200       200
my_data                               in      200       200       200
my_copy                               in      200       200       200
my_copy_file                          in      404       404       404
copy_by_link                          404     404       404       404
figures                               in      403       403       200
delete_profile                        in      200       200       200
my_readings                           in      200       200       200
my_handed_over                        in      200       200       200
my_consents                           in      200       200       200
give_consent                          in      405       405       405
my_rights                             in      200       200       200
ask_restriction                       in      405       405       405
ask_objection                         in      405       405       405
withdraw_consent                      in      405       405       405
approval                              in      200       200       200
withdraw_by_link                      404     404       404       404
control                               in      403       403       200
purpose_reviews                       in      403       403       200
handed_over                           in      403       403       200
erasures                              in      403       403       200
ask_sinks_again                       in      403       403       405
confirm_processor                     in      403       403       405
answer_review                         in      403       403       405
readings                              in      403       403       200
readings_of                           in      403       403       404
affected                              in      403       403       200
look_into                             in      403       403       405
my_sensitive                          in      404       404       404
flags                                 in      403       200       200
decide_flag                           in      403       405       405
not_in_use                            in      403       403       200
holds                                 in      403       403       200
set_hold                              in      403       403       404
renew_hold                            in      403       403       405
approve_hold                          in      403       403       405
release_hold                          in      403       403       405
limits                                in      403       403       200
restrict_person                       in      403       403       404
decide_limit                          in      403       403       404
publish_notice                        in      403       403       200
sign_up                               200     away      away      away
sign_up_sent                          200     200       200       200
registered                            404     404       404       404
my                                    in      200       200       200
my_profile                            in      200       200       200
my_corrections                        in      200       200       200
my_document                           in      404       404       404
my_document_pages                     in      404       404       404
my_document_page                      in      404       404       404
remove_my_document                    405     405       405       405
for_statistics                        in      404       404       404
people                                in      403       200       200
enter_person                          in      403       200       200
hand_over_contacts                    in      403       200       200
person                                in      403       404       404
person_fields                         in      403       404       404
choose_contact                        405     405       405       405
erase_person                          in      403       404       404
person_document                       in      403       404       404
person_document_pages                 in      403       404       404
person_document_page                  in      403       404       404
reveal                                405     405       405       405
note                                  405     405       405       405
company                               404     404       404       404
company_itself                        404     404       404       404
ask_contact                           404     404       404       404
cv_notes                              404     404       404       404
remove_note                           405     405       405       405
asked_people                          404     404       404       404
asked_person                          404     404       404       404
my_requests                           in      404       404       404
my_request                            in      404       404       404
answer_company                        in      404       404       404
ask_company_back                      405     405       405       405
decline_company                       405     405       405       405
write_to_company                      405     405       405       405
end_dialogue                          405     405       405       405
company_team                          404     404       404       404
end_colleague                         405     405       405       405
withdraw_seat                         405     405       405       405
seat_invitation                       404     404       404       404
companies                             in      403       404       404
customer                              in      403       404       404
agree                                 405     405       405       405
invite_to_seat                        405     405       405       405
end_company                           405     405       405       405
end_agreement                         405     405       405       405
end_seat                              405     405       405       405
withdraw_invited                      405     405       405       405
find_cvs                              404     404       404       404
keep_cv_search                        405     405       405       405
find_for_ad                           404     404       404       404
kept_searches                         404     404       404       404
change_kept_search                    405     405       405       405
like_cv                               404     404       404       404
gather_cv                             404     404       404       404
projects                              404     404       404       404
project                               404     404       404       404
compare_cvs                           404     404       404       404
end_project                           405     405       405       405
move_gathered                         405     405       405       405
my_cv                                 in        200       200       200
add_part                              in        404       404       404
import_cv                             in        200       200       200
save_import                           405       405       405       405
take_cv                               in        404       404       404
edit_part                             in        404       404       404
remove_part                           405       405       405       405
move_part                             405       405       405       405
add_their_part                        in        403       404       404
correct_part                          in        403       404       404
strike_part                           in        403       404       404
subscribe                             200     200       200       200
mails_sent                            200     200       200       200
confirm_mails                         404     404       404       404
stop_mails                            404     404       404       404
issues                                in      403       403       403
issue                                 in      403       403       403
my_mails                              in      200       200       200
change_mails                          405     405       405       405
jobs                                  200     200       200       200
suggest_jobs                          200     200       200       200
jobs_feed                             404     404       404       404
jobs_engines                          200     200       200       200
jobs_sitemap                          200     200       200       200
jobs_embedded                         404     404       404       404
save_search                           405     405       405       405
my_searches                           in      200       200       200
mail_my_searches                      405     405       405       405
forget_search                         405     405       405       405
import_ads                            in      403       200       403
embedding                             in      403       403       403
remove_embedding                      405     405       405       405
job                                   404     404       404       404
job_contact                           405     405       405       405
job_picture                           404     404       404       404
ads                                   in      403       200       403
write_ad                              in      403       200       403
ad                                    in      403       404       403
change_ad                             in      403       404       403
write_ad_for                          405     405       405       405
choose_team                           405     405       405       405
run_ad                                405     405       405       405
apply                                 404     404       404       404
save_draft                            405     405       405       405
review_application                    in      404       404       404
my_applications                       in      200       200       200
my_application                        in      404       404       404
withdraw_application                  405     405       405       405
delete_application                    405     405       405       405
write_to_team                         405     405       405       405
answer_request                        405     405       405       405
my_attachment                         in      404       404       404
my_attachment_pages                   in      404       404       404
my_attachment_page                    in      404       404       404
boards                                in      403       200       200
board                                 in      403       404       404
move_many                             405     405       405       405
plan_recruitment                      405     405       405       405
end_recruitment                       405     405       405       405
application                           in      403       404       404
move_application                      405     405       405       405
note_application                      405     405       405       405
ask_for_more                          405     405       405       405
write_to_candidate                    405     405       405       405
application_file                      in      403       404       404
wordings                              in      403       200       403
recruitment_numbers                   in      403       404       403
wording                               in      403       404       403
stages                                in      403       404       404
change_stages                         405     405       405       405
answer_interview                      405     405       405       405
my_interview_calendar                 in      404       404       404
name_referee                          405     405       405       405
reference                             404     404       404       404
propose_interview                     405     405       405       405
call_off_interview                    405     405       405       405
interview_calendar                    in      403       404       404
ask_reference                         405     405       405       405
application_file_pages                in      403       404       404
application_file_page                 in      403       404       404
my_visibility                         in      404       404       404
put_cv_online                         405     405       405       405
take_cv_offline                       405     405       405       405
take_cv_out                           405     405       405       405
my_personal_form                      in      404       404       404
my_anonymous_form                     405     405       405       405
my_preview                            in      404       404       404
my_following                          in      404       404       404
follow_company                        in      404       404       404
unfollow_company                      405     405       405       405
my_viewed                             in      404       404       404
company_cv                            404     404       404       404
company_cv_photo                      404     404       404       404
company_cv_pages                      404     404       404       404
company_cv_page                       404     404       404       404
company_cv_copy                       404     404       404       404
followers                             404     404       404       404
front                                 200     200       200       200
contact                               200     200       200       200
cookies                               200     200       200       200
robots                                200     200       200       200
sitemap                               200     200       200       200
security                              200     200       200       200
desk                                  in      403       200       200
demo_sign_ins                         200     200       200       200
demo_mailbox                          200     200       200       200
demo_message                          404     404       404       404
demo_clock                            200     200       200       200
demo_clock_further                    405     405       405       405
"""
# Links in letters, with a signed part that this test cannot guess.
SIGNED = {"account_confirm_email", "account_reset_password_from_key"}

HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
EXPECTED = {name: answers for name, *answers in ROWS}


def addresses(resolver: Any = None, before: str = "/") -> Iterator[tuple[str, str]]:
    """Every address with its name; what stands for a value is filled with one that is nobody's."""
    for part in (resolver or get_resolver()).url_patterns:
        here = before + str(part.pattern)
        if hasattr(part, "url_patterns"):
            yield from addresses(part, here)
        else:
            here = re.sub(r"<uuid:\w+>", str(uuid.uuid4()), here)
            here = re.sub(r"<int:\w+>", "1", here)
            yield part.name, re.sub(r"<(str|slug|path):\w+>", "x", here)


def test_every_address_has_a_row():
    named = {name for name, _ in addresses()} - SIGNED
    assert sorted(map(str, named - EXPECTED.keys())) == []
    assert sorted(EXPECTED.keys() - named) == []


def test_every_address_that_names_something_is_attacked_from_next_door():
    """Give a new one a row of the neighbours' in tests/attacks/tenants/targets.py."""
    attacked = targets.TARGETS.keys() | targets.ELSEWHERE.keys()
    assert sorted(targets.taking_something() - attacked) == []
    assert sorted(attacked - targets.taking_something()) == []


@pytest.fixture
def everybody(acme):
    users = {
        "visitor": None,
        "candidate": make_user("Carla", "carla@example.org"),
        "recruiter": make_staff("Rita", "recruiter"),
        "officer": make_staff("Olga", "privacy_officer"),
    }
    browsers = {}
    for who in HEAD[1:]:
        browsers[who] = Client(HTTP_HOST="acme.localhost", raise_request_exception=False)
        if users[who]:
            browsers[who].force_login(users[who])
    return browsers


def test_each_answers_as_the_table_says(everybody):
    wrong = []
    for name, address in addresses():
        for who, expected in zip(HEAD[1:], EXPECTED.get(name, []), strict=False):
            answer = _word(everybody[who].get(address))
            if answer != expected:
                wrong.append(f"{name} ({address}), {who}: {answer}, not {expected}")
    assert not wrong


def _word(answer: Any) -> str:
    if answer.status_code not in (301, 302, 303):
        return str(answer.status_code)
    return "in" if answer["Location"].partition("?")[0] == "/account/sign-in/" else "away"


def test_another_tenants_staff_are_strangers_here(everybody, borealis):
    """The same browser, with its session, on the neighbour's site: nobody it knows."""
    olga = everybody["officer"]
    olga.defaults["HTTP_HOST"] = "borealis.localhost"
    for address in ("/privacy/", "/my/data/", "/account/sign-ins/", "/account/staff/"):
        answer = olga.get(address)
        assert _word(answer) == "in", address
