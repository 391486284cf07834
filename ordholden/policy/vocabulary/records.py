"""What can be held about people: record sets and the categories of data in them.

A record set ("application") is what a retention rule names and what a table declares. A
category ("application.letter") is what a form asks for and what a role may see. A firm that
holds something not listed declares a `[[field]]` of its own in its policy.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Sensitivity(StrEnum):
    """How much harm a value can do, which decides how it must be protected."""

    ORDINARY = "ordinary"
    CONFIDENTIAL = "confidential"  # national number, pay, unemployment, next of kin
    CRIMINAL = "criminal"  # GDPR art. 10
    SPECIAL = "special"  # GDPR art. 9


@dataclass(frozen=True)
class Category:
    """One kind of value: `record.name`."""

    key: str
    meaning: str
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    about_others: bool = False  # the value is about a third person (referee, next of kin)

    @property
    def record(self) -> str:
        """The record set this category belongs to."""
        return self.key.partition(".")[0]


@dataclass(frozen=True)
class Record:
    """A set of rows with one life: kept, hidden and erased together unless a rule says less."""

    key: str
    meaning: str
    evidence: bool = False  # proof that the law was kept: outlives what it proves


C, S, K = Sensitivity.CONFIDENTIAL, Sensitivity.SPECIAL, Sensitivity.CRIMINAL

_RECORDS: dict[str, tuple[str, bool]] = {
    "person": ("who somebody is and how to reach them, with the account they sign in to", False),
    "profile": ("what a person tells of their working life, wishes and situation", False),
    "application": ("an application for one position, with all that was added to it", False),
    "employment": ("the file of somebody who works or has worked for the tenant", False),
    "screening": ("checks before employment, made for a customer", False),
    "company": ("a company that is customer, supplier or partner", False),
    "company_contact": ("a contact person at a company", False),
    "agreement": ("a contract or order and the correspondence on it", False),
    "job_ad": ("a published job ad and the contact person named in it", False),
    "billing": ("orders, invoices, payments and reminders: the bookkeeping record", False),
    "mailing": ("a permission to receive one kind of mail, keyed on the address", False),
    "mailing_use": ("what a receiver did with a mail or push message", False),
    "consent": ("the record that a consent was asked for, given, refused or withdrawn", True),
    "case": ("an enquiry, complaint, dispute or other case with its thread", False),
    "visit": ("what is known of one visitor's use of the site", False),
    "visit_counts": ("numbers of visits, with nothing about one visitor", False),
    "cookie": ("what is stored on a visitor's device", False),
    "sign_in": ("when, from which address and device an account was signed in to", False),
    "cv_view": ("which company opened, or wrote to the owner of, which CV", False),
    "message": ("messages sent through the system", False),
    "recruiter_note": ("notes of a recruiting firm on a CV, for its own use", False),
    "review": ("an employer review and the experience it rests on", False),
    "review_case": ("reports, verification and decisions on a review", False),
    "survey": ("taking part in a survey", False),
    "request": ("a request of somebody using their rights, and its answer", True),
    "disclosure_log": ("what was handed to whom, on what ground", True),
    "access_log": ("who read what, when and why", True),
    "security_log": ("failed sign-ins, changed rights, exports and alarms", True),
    "suppression": (
        "a key made of an address that wants no contact; nobody can read the address from it",
        True,
    ),
    "mail_log": ("that a mail was sent, of which kind, when; never its text", True),
    "notice_log": ("which notice was shown to whom", True),
    "erasure_log": ("that something was erased, with nothing that names anybody", True),
    "breach": ("the register of breaches", True),
    "staff": ("the tenant's own people: account, rights, training", False),
    "statistics": ("values given for statistics, never readable for one person", False),
    "backup": ("copies kept so that loss can be repaired", False),
    "export": ("a copy of somebody's data made for them to fetch", False),
}
RECORDS: dict[str, Record] = {k: Record(k, m, e) for k, (m, e) in _RECORDS.items()}

_ORDINARY: dict[str, str] = {
    "person.name": "first and last name",
    "person.address": "postal address",
    "person.email": "e-mail address",
    "person.phone": "telephone number",
    "person.other_contact": "other ways to reach the person",
    "person.photo": "picture",
    "person.birth_date": "date of birth",
    "person.gender": "gender",
    "person.nationality": "nationality",
    "person.social_profile": "profile at LinkedIn, Instagram, Facebook or the like",
    "person.source": "how, where or through whom somebody came to be registered",
    "person.customer_number": "number or name the tenant knows the person by",
    "person.exclusion": "that the person may not use the service, and why",
    "person.do_not_contact": "that the person wants no contact",
    "profile.cv": "CV document",
    "profile.documents": "documents the person uploads to the profile",
    "profile.presentation": "what the person writes about themself",
    "profile.experience": "earlier jobs and tasks",
    "profile.workplaces": "names of earlier workplaces",
    "profile.education": "education and exam certificates",
    "profile.internship": "internships",
    "profile.courses": "courses and training",
    "profile.tests": "tests taken, and their results",
    "profile.skills": "skills and competences",
    "profile.languages": "language skills",
    "profile.certificates": "certificates and licences, with expiry",
    "profile.driving_licence": "driving licence",
    "profile.interests": "work-related interests",
    "profile.wishes": "wishes for work: trade, region, hours",
    "profile.availability": "when the person is available",
    "profile.references": "references and recommendations",
    "profile.imported": "profile fetched from another service at the person's wish",
    "profile.assessment": "the tenant's assessment of suitability",
    "profile.notes": "notes of the tenant's own recruiters",
    "profile.correspondence": "letters, mails and calls kept on the profile",
    "profile.applied_jobs": "list of jobs applied for",
    "profile.salary_wish": "pay the person asks for",
    "application.letter": "application text",
    "application.cv": "CV sent with an application",
    "application.documents": "attachments of an application",
    "application.answers": "answers to the questions of an ad",
    "application.requested": "what was asked for besides, with the reason, and given or refused",
    "application.name": "name in an application",
    "application.email": "e-mail address in an application",
    "application.contact": "other contact data in an application",
    "application.interview": "notes of interviews",
    "application.tests": "knowledge tests and their results",
    "application.references": "statements of referees",
    "application.assessment": "assessments, ratings and decisions",
    "application.messages": "messages on an application",
    "application.source": "channel the application came through",
    "employment.contract": "contract of employment",
    "employment.assignment": "assignments, time sheets and the customer's contract",
    "employment.development": "development plan",
    "employment.references": "statement about a former employee",
    "company.name": "company name",
    "company.contact": "company e-mail, address and telephone",
    "company.number": "company number",
    "company.status": "lead, customer, former customer",
    "company_contact.name": "name of a contact person",
    "company_contact.contact": "e-mail and telephone of a contact person",
    "company_contact.position": "position of a contact person",
    "company_contact.correspondence": "communication with a contact person",
    "agreement.documents": "agreements, offers and orders",
    "agreement.correspondence": "communication on agreements",
    "job_ad.text": "text of the ad",
    "job_ad.contact": "contact person in the ad",
    "billing.order": "what was ordered",
    "billing.invoice": "invoice with name and e-mail",
    "billing.subscription": "subscription plan and period",
    "mailing.email": "address that mails are sent to",
    "mailing.topics": "what the receiver wants to hear about",
    "mailing_use.events": "opened, time read, links followed",
    "consent.record": "consents asked for, given, refused, withdrawn, with the text shown",
    "case.contact": "name, e-mail and telephone of who wrote",
    "case.thread": "what was written and attached",
    "visit.ip": "IP address of a visitor",
    "visit.ip_cut": "IP address cut so that it no longer points at one connection",
    "visit.provider": "the visitor's internet provider",
    "visit.time": "date, time, duration and number of visits",
    "visit.referrer": "site the visitor came from",
    "visit.device": "device, operating system, browser and language",
    "visit.pages": "pages and ads seen, material sent or fetched",
    "visit.place": "coarse position",
    "visit.third_party_id": "identifiers that tie a visitor to another service",
    "visit.actions": "what the site did for a visitor: ads and contact data shown",
    "visit_counts.numbers": "numbers of visits by page, day and region",
    "cookie.value": "value of a cookie or the like",
    "sign_in.ip": "IP address of a sign-in",
    "sign_in.device": "device and browser of a sign-in",
    "sign_in.time": "time of a sign-in",
    "cv_view.entry": "who read or contacted a CV, and when",
    "message.thread": "sender, receiver, time and text of a message",
    "recruiter_note.text": "a recruiting firm's note",
    "review.text": "text and stars of a review",
    "review.reply": "a company's public answer to a review",
    "review.experience": "relation, period and contract behind a review",
    "review_case.thread": "reports, answers, evidence and decisions",
    "survey.email": "address of somebody taking part in a survey",
    "survey.answers": "answers in a survey",
    "request.thread": "the request, who made it, the answer",
    "disclosure_log.entry": "one hand-over",
    "access_log.entry": "one reading",
    "security_log.entry": "one event",
    "suppression.key": "key of an address that wants no contact",
    "mail_log.entry": "one mail sent",
    "notice_log.entry": "one notice shown",
    "erasure_log.entry": "one erasure",
    "breach.entry": "one breach",
    "staff.account": "name, e-mail and rights of staff",
    "staff.training": "training and acknowledged rules of staff",
    "statistics.gender": "gender, for statistics",
    "statistics.birth_year": "year of birth, for statistics",
    "statistics.other": "other values given for statistics",
    "backup.copy": "copy of the data",
    "export.file": "copy made for the person",
}

_CAREFUL: dict[str, tuple[str, Sensitivity]] = {
    "person.national_id": ("national identity number", C),
    "person.account": ("password and other keys of the account", C),
    "profile.unemployment": ("unemployment", C),
    "profile.unemployment_fund": ("unemployment fund", C),
    "profile.leave": ("leave", C),
    "profile.next_of_kin": ("next of kin and how to reach them", C),
    "profile.sensitive": ("special categories of data (GDPR art. 9)", S),
    "profile.criminal_record": ("criminal record certificate", K),
    "application.credit": ("credit information", C),
    "application.criminal_record": ("that a criminal record was seen", K),
    "application.sensitive": ("special categories in an application", S),
    "employment.national_id": ("national identity number of an employee", C),
    "employment.nationality": ("nationality of an employee", C),
    "employment.id_document": ("identity document", C),
    "employment.work_permit": ("work and residence permit", C),
    "employment.criminal_record": ("criminal record certificate of an employee", K),
    "employment.pay": ("pay", C),
    "employment.bank_account": ("bank account", C),
    "employment.tax": ("tax data", C),
    "employment.pension": ("pension", C),
    "employment.absence": ("absence", C),
    "employment.sickness": ("illness and its documentation", S),
    "employment.sensitive": ("special categories of an employee", S),
    "employment.union": ("union membership", S),
    "employment.subsidy": ("subsidies and premium deductions", C),
    "employment.safety": ("working-environment incidents", C),
    "employment.sanctions": ("result of a check against sanctions lists", C),
    "employment.legal_advice": ("legal advice with an employer organisation", C),
    "employment.next_of_kin": ("next of kin of an employee", C),
    "employment.other": ("other personnel and pay data", C),
    "screening.result": ("checks asked for, and results", C),
    "billing.payment": ("charges, payments and reminders", C),
    "review_case.evidence": ("evidence sent with a report", C),
}
_OTHERS = {
    "profile.next_of_kin",
    "employment.next_of_kin",
    "profile.references",
    "application.references",
    "job_ad.contact",
}

CATEGORIES: dict[str, Category] = {
    **{k: Category(k, m, about_others=k in _OTHERS) for k, m in _ORDINARY.items()},
    **{k: Category(k, m, s, about_others=k in _OTHERS) for k, (m, s) in _CAREFUL.items()},
}


@cache
def categories_of(what: str) -> frozenset[str]:
    """The categories a word means: itself, or all of a record set. Unknown words mean none."""
    if what in CATEGORIES:
        return frozenset({what})
    return frozenset(k for k, c in CATEGORIES.items() if c.record == what)
