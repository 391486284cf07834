"""Public names: which terms of the Data Privacy Vocabulary our words are, where it has one.

Source: Data Privacy Vocabularies and Controls Community Group, DPV 2.3 (dpv, pd, eu-gdpr).
"""

from ordholden.policy.compiled import Policy

PREFIXES = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
}
CATEGORIES = {
    "person.name": "pd:Name",
    "person.address": "pd:PhysicalAddress",
    "person.email": "pd:EmailAddress",
    "person.phone": "pd:TelephoneNumber",
    "person.photo": "pd:Picture",
    "person.birth_date": "pd:BirthDate",
    "person.gender": "pd:Gender",
    "person.nationality": "pd:Nationality",
    "person.national_id": "pd:OfficialID",
    "profile.experience": "pd:EmploymentHistory",
    "profile.workplaces": "pd:PastEmployment",
    "profile.education": "pd:Education",
    "profile.languages": "pd:Language",
    "profile.references": "pd:Reference",
    "profile.skills": "pd:Skill",
    "profile.criminal_record": "pd:CriminalConviction",
    "employment.national_id": "pd:OfficialID",
    "employment.criminal_record": "pd:CriminalConviction",
    "employment.pay": "pd:Salary",
    "employment.bank_account": "pd:BankAccount",
    "employment.tax": "pd:Tax",
    "employment.union": "pd:TradeUnionMembership",
    "employment.sickness": "pd:MedicalHealth",
    "visit.ip": "pd:IPAddress",
    "sign_in.ip": "pd:IPAddress",
    "statistics.gender": "pd:Gender",
}
BASES = {
    "6.1.a": "eu-gdpr:A6-1-a",
    "6.1.b": "eu-gdpr:A6-1-b",
    "6.1.c": "eu-gdpr:A6-1-c",
    "6.1.d": "eu-gdpr:A6-1-d",
    "6.1.e": "eu-gdpr:A6-1-e",
    "6.1.f": "eu-gdpr:A6-1-f",
    "9.2.a": "eu-gdpr:A9-2-a",
    "9.2.b": "eu-gdpr:A9-2-b",
    "9.2.f": "eu-gdpr:A9-2-f",
}
PEOPLE = {
    "candidate": "dpv:JobApplicant",
    "employee": "dpv:Employee",
    "visitor": "dpv:Visitor",
    "subscriber": "dpv:Subscriber",
    "staff": "dpv:Employee",
}
RECIPIENT_KINDS = {
    "processor": "dpv:DataProcessor",
    "joint_controller": "dpv:JointDataControllers",
    "controller": "dpv:DataController",
    "authority": "dpv:Authority",
}


def names_of(policy: Policy) -> dict[str, dict[str, str]]:
    """The public names of the words a policy uses, by kind; words without one are absent."""
    document = policy.document
    held = policy.held()
    bases = {one.basis for purpose in document.purpose.values() for one in purpose.bases}
    people = {one.who for one in document.collect}
    kinds = {kind for one in document.recipient for kind in one.kinds}
    return {
        "prefixes": PREFIXES,
        "categories": {k: v for k, v in CATEGORIES.items() if k in held},
        "bases": {k: v for k, v in BASES.items() if k in bases},
        "people": {k: v for k, v in PEOPLE.items() if k in people},
        "recipients": {k: v for k, v in RECIPIENT_KINDS.items() if k in kinds},
        "purposes": {k: one.dpv for k, one in document.purpose.items() if one.dpv},
    }
