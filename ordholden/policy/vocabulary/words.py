"""When, what happens, who and where: the closed lists of a policy's verbs and nouns."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Anchor:
    """An event a period is counted from. `sure`: every record of its kind has it at once."""

    key: str
    meaning: str
    sure: bool = False
    made_by: str = ""  # the action whose doing is this event


_SURE_ANCHORS = {
    "collected": "the day this very record, or value, was first stored",
    "last_saved": "the latest day the person saved the record (a draft)",
    "last_activity": "the latest day the person did something: signed in, saved, applied, answered",
    "last_contact": "the latest individual contact, from the person or from one employee to"
    " the person; bulk mail, imports, merges and system work never count",
    "last_login": "the latest day the person signed in; opening a mail does not count",
    "signed_in": "the day of this one sign-in",
    "application_created": "the day the application was begun",
    "application_sent": "the day the application was sent",
    "invoice_issued": "the date of the invoice or payment document",
    "order_placed": "the date of the order",
    "last_message": "the latest message of the person in a case or thread",
    "logged": "the day a line of a log or register was written",
    "cookie_set": "the moment something was stored on the visitor's device",
    "backup_taken": "the moment a backup was taken",
    "export_made": "the moment a copy was made for somebody to fetch",
    "review_published": "the day a review was published",
    "consent_last_used": "the latest day something was done that needed the consent; if it was"
    " never used, the day it was asked for",
    "consent_given": "the day the consent was given",
}
_EVENT_ANCHORS = {
    "process_started": "the day a recruitment process began",
    "process_closed": "the day a recruitment process ended: somebody hired, or stopped",
    "mailing_stopped": "the day a mailing stopped: unsubscribed, or stopped by a rule",
    "consent_withdrawn": "the day the consent was withdrawn",
    "consent_ended": "the day the consent stopped being valid: withdrawn, expired or replaced;"
    " for a question answered with no, the day of the answer",
    "deregistered": "the day the person asked not to be contacted any more",
    "ad_ended": "the day a job ad stopped being active",
    "payment_made": "the day a payment was made",
    "case_closed": "the day a case was closed",
    "employment_started": "the first day of an employment",
    "employment_ended": "the last day of the latest employment; none while one is running",
    "agreement_fulfilled": "the day an agreement was fulfilled",
    "duties_fulfilled": "the day the last duty that follows from the agreement was fulfilled",
    "relation_ended": "the day the relation or cooperation ended",
    "purpose_ended": "the day the last purpose of the data ended",
    "excluded": "the day somebody was shut out",
    "verification_deadline": "the last day to answer a request for verification",
    "survey_closed": "the day a survey closed",
    "left_staff": "the last day somebody worked for the tenant itself",
    "request_closed": "the day a request was answered",
    "replaced": "the day a newer value, document or notice took this one's place",
}
ANCHORS: dict[str, Anchor] = {
    **{k: Anchor(k, m, sure=True) for k, m in _SURE_ANCHORS.items()},
    **{k: Anchor(k, m) for k, m in _EVENT_ANCHORS.items()},
}
ANCHORS["mailing_stopped"] = Anchor(
    "mailing_stopped", _EVENT_ANCHORS["mailing_stopped"], made_by="stop_mailing"
)


@dataclass(frozen=True)
class Action:
    """What a rule does on its day. `ends`: afterwards nothing that names anybody is left."""

    key: str
    meaning: str
    ends: bool = False


ACTIONS: dict[str, Action] = {
    a.key: a
    for a in (
        Action("erase", "every row, file and copy is removed", ends=True),
        Action(
            "anonymise",
            "counted into statistics of at least the smallest group, then erased; no row stays",
            ends=True,
        ),
        Action("strip", "everything but the categories in `keep` is erased"),
        Action("hide", "gone at once from pages, search, feeds and copies; kept until erased"),
        Action("stop_mailing", "nothing more is sent; the permission stays as evidence only"),
        Action("stop_contact", "no contact on any channel"),
        Action("restrict", "only storage, and the purposes in `to`"),
        Action("notify", "the person is told"),
        Action("ask", "the person is asked whether to keep it; silence means erase"),
        Action("review", "an employee is asked whether it is still needed; “no” or silence erases"),
        Action("remove_review", "the review is taken down for good"),
    )
}

CONDITIONS: dict[str, str] = {
    "never_employed": "somebody who has never worked for the tenant",
    "ever_employed": "somebody who works or has worked for the tenant",
    "with_consent": "as long as the consent named in `consent` stands",
    "without_consent": "when the consent named in `consent` was not given, or stands no longer",
    "with_account": "somebody with an account",
    "without_account": "somebody without an account",
    "not_hired": "an application that did not lead to a hire",
    "hired": "an application that led to a hire",
    "unsolicited": "an application nobody advertised for",
    "with_subscription": "a company with a subscription",
    "draft": "something begun and not sent",
    "case_support": "a case that is an ordinary enquiry",
    "case_payment": "a case about payment",
    "case_erasure": "a case that documents an agreed erasure",
    "case_exclusion": "a case about refusing or excluding somebody",
    "case_complaint": "a complaint",
    "case_dispute": "a dispute or claim",
    "pending": "somebody entered by staff who has not yet confirmed",
}

PEOPLE: dict[str, str] = {
    "candidate": "somebody looking for work, or registered for it",
    "employee": "somebody who works for the tenant, or has worked",
    "company_contact": "a contact person at a customer",
    "supplier_contact": "a contact person at a supplier",
    "partner": "a contact person at a partner",
    "visitor": "a visitor of the site",
    "subscriber": "somebody who receives mails without an account",
    "reviewer": "somebody who reviews an employer",
    "referee": "somebody who can speak for a candidate",
    "next_of_kin": "somebody to call if something happens",
    "enquirer": "anybody else who writes",
    "staff": "the tenant's own people",
}


@dataclass(frozen=True)
class Stage:
    """Where in a relation a value may first be asked for. `step` orders the candidate's way."""

    key: str
    meaning: str
    step: int
    applying: bool = False  # the law on questions to applicants bites here


STAGES: dict[str, Stage] = {
    s.key: s
    for s in (
        Stage("visit", "visiting the site", 0),
        Stage("subscribe", "signing up for mails without an account", 1),
        Stage("contact", "writing to the tenant", 1),
        Stage("sign_up", "registering", 2, applying=True),
        Stage("profile", "filling in the profile", 3, applying=True),
        Stage("apply", "applying for a position", 4, applying=True),
        Stage("after_applying", "after an application was sent, voluntarily", 5),
        Stage("process", "during the recruitment process", 6, applying=True),
        Stage("offer", "when somebody is about to be hired", 7),
        Stage("hired", "from the signed contract", 8),
        Stage("employed", "while working", 9),
        Stage("screening", "checks made for a customer", 6),
        Stage("order", "ordering an ad or a service", 2),
        Stage("cooperation", "working together as companies", 2),
        Stage("review", "reviewing an employer", 3),
        Stage("survey", "taking part in a survey", 3),
        Stage("automatic", "made by the system as it is used", 0),
        Stage("staff", "working for the tenant itself", 2),
    )
}

ROLES: dict[str, str] = {
    "subject": "the person themself",
    "recruiter": "the tenant's own recruiters, for candidates in their own processes",
    "recruitment_department": "the tenant's own recruitment department, walled off as a firm",
    "branch": "employees of one branch",
    "payroll": "payroll and personnel administration",
    "finance": "finance",
    "support": "support",
    "moderator": "the people who judge reviews and content",
    "marketing": "marketing",
    "privacy_officer": "the privacy officer",
    "administrator": "the tenant's administrator",
    "system_administrator": "who runs the site",
    "auditor": "an auditor, reading only and for a limited time",
    "company_contact": "the company the person chose to reach",
    "customer": "a customer the person was presented to, for that position or assignment",
    "job_team": "the people at the company who take part in that recruitment",
    "searching_company": "companies with access to the CV database",
    "followed_company": "companies the person follows",
    "outside_recruiter": "outside recruiting firms, each for itself",
    "operator": "the processor's operator, only when granted",
    "public": "everybody",
}

AUDIENCES: dict[str, str] = {
    "open": "shown, each reading logged",
    "masked": "shown in part",
    "reveal": "one value at a time, with a stated purpose, logged",
    "anonymous": "shown without anything that names the person",
    "aggregate": "only as numbers over groups of a smallest size",
    "after_consent": "shown when the person has said yes to that receiver",
    "emergency": "only in an emergency",
    "under_agreement": "shown while a confidentiality agreement with the receiver is in force",
}

BASES: dict[str, str] = {
    "6.1.a": "consent (GDPR art. 6(1)(a))",
    "6.1.b": "a contract with the person, or steps before one (art. 6(1)(b))",
    "6.1.c": "a legal duty (art. 6(1)(c))",
    "6.1.d": "vital interests (art. 6(1)(d))",
    "6.1.e": "a task in the public interest (art. 6(1)(e))",
    "6.1.f": "a legitimate interest (art. 6(1)(f))",
    "9.2.a": "explicit consent to special categories (art. 9(2)(a))",
    "9.2.b": "employment and social law (art. 9(2)(b))",
    "9.2.f": "legal claims (art. 9(2)(f))",
    "10": "criminal convictions, as national law allows (art. 10)",
    "device_consent": "consent to store or read on a device (national cookie rules)",
    "marketing_consent": "consent to electronic marketing (national marketing law)",
    "national_law": "a national statute named in `law`",
}

GROUNDS: dict[str, str] = {
    "position": "to judge suitability for one named position or assignment",
    "asked": "the person asked for it or approved it",
    "law": "a law demands it",
    "court": "a judgment or court order",
    "emergency": "an emergency or force majeure",
    "dispute": "a dispute or claim",
    "representative": "somebody acting for the person, with authority",
    "contract": "to keep a contract",
    "interest": "a legitimate interest that has been weighed, within a stated purpose",
    "processor": "on the tenant's behalf, under a processing agreement",
    "relation": "to keep up the business relation",
    "placement": "for one placement or task",
    "applied": "the person applied there",
    "released": "the person answered, or chose to show themself",
    "followed": "the person follows that company",
    "transfer": "the site or business changes hands",
    "survey": "the person takes part in a survey",
    "joint": "under an arrangement of joint controllers",
    "device_consent": "the visitor said yes on the device",
}

RECIPIENT_KINDS: dict[str, str] = {
    "processor": "acts on the tenant's behalf, under a processing agreement",
    "joint_controller": "decides together with the tenant",
    "controller": "decides for itself once it has the data",
    "authority": "a public authority or court",
}

SERVICES: dict[str, str] = {
    "hosting": "hosting and running the system",
    "backup": "backup",
    "analytics": "analysis of use",
    "development": "technical development and support",
    "telephony": "telephone systems",
    "mail": "sending e-mail",
    "video": "showing video",
    "advertising": "advertising and measuring it",
    "social_media": "social media",
    "survey": "surveys",
    "identity": "signing in or importing a profile",
    "testing": "tests of candidates",
    "screening": "background checks",
    "payroll": "payroll",
    "pension": "pension",
    "finance": "banks and payment",
    "accounting": "bookkeeping and audit",
    "legal": "legal advice",
    "insurance": "insurance",
    "delivery": "delivery services",
    "customer": "customers looking for people",
    "supplier": "suppliers",
    "subcontractor": "subcontractors",
    "partner": "partners",
    "employer_association": "employer associations",
    "group": "companies of the same group",
    "authority": "public authorities",
    "court": "courts",
    "technical": "technical services",
    "administrative": "administrative services",
    "market": "market-related services",
    "candidate": "applicants and candidates",
    "representative": "people acting for somebody, with authority",
    "emergency": "those who help in an emergency",
    "other": "others, with a stated reason",
}

CONTACTS: dict[str, str] = {
    "header": "shown on every page",
    "general": "questions and complaints",
    "access": "asking for one's data",
    "deregister": "asking not to be contacted any more",
    "reviews": "questions about reviews",
    "support": "help with the account",
    "privacy_officer": "the data protection officer or adviser",
    "portability": "asking for data to be moved",
}

REQUESTS: dict[str, str] = {
    "access": "to see one's data",
    "rectify": "to have it corrected or completed",
    "erase": "to have it erased",
    "restrict": "to have its use restricted",
    "port": "to take it along",
    "transfer": "to have it sent straight to somebody else",
    "object": "to object",
    "object_marketing": "to object to direct marketing, at once",
    "withdraw": "to withdraw a consent",
    "human_review": "not to be judged by a machine alone",
    "transfer_copy": "to get a copy of the agreement behind a transfer abroad",
    "complain": "to complain to the authority",
}

MAIL_CLASSES: dict[str, str] = {
    "service": "about the person's own matter; no advertising in it",
    "offer": "a job offered to one person by one employee",
    "job_mail": "jobs that fit, sent by the system",
    "opportunity": "opportunities and services of the tenant",
    "newsletter": "newsletter",
    "campaign": "commercial offers and campaigns",
    "push": "push message",
    "survey": "invitation to a survey",
}

MODULES: dict[str, str] = {
    "profiles": "candidate profiles",
    "job_ads": "public job ads",
    "paid_ads": "orders and subscriptions for ads",
    "applications": "applications through the platform",
    "interviews": "interviews, tests and references",
    "cv_database": "CV database searched by companies",
    "outside_notes": "notes of outside recruiting firms",
    "recruitment_department": "own recruitment department",
    "staffing": "staffing requests and assignments",
    "employment": "employment, payroll, absence, subsidies",
    "screening": "screening before employment for customers",
    "branches": "branches",
    "social_import": "applying or registering with a social profile",
    "reviews": "employer reviews",
    "newsletter": "newsletters and campaigns",
    "job_mail": "job mails",
    "push": "push messages",
    "surveys": "surveys",
    "visitor_log": "what visitors do",
    "visitor_counts": "counts of visits, nothing about one visitor",
    "social_publishing": "ads on social media",
    "prefill": "documents filled in beforehand",
    "processor": "a processor runs the system",
    "companies": "customers, suppliers and partners",
    "support": "support cases",
}
