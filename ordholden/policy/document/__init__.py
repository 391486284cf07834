"""The shape of a policy file: a closed, typed tree. An unknown key is an error."""

from ordholden.policy.document.asking import Collect, Consent, CustomField, Purpose, See, Sensitive
from ordholden.policy.document.base import LocalText, Stated
from ordholden.policy.document.identity import Authority, Contact, Controller, Head, Look
from ordholden.policy.document.retention import Hold, Lock, Moment, Retain, Step
from ordholden.policy.document.root import SCHEMA, Document
from ordholden.policy.document.sharing import Cookie, Disclose, Mail, Recipient, Transfer

__all__ = [
    "SCHEMA",
    "Authority",
    "Collect",
    "Consent",
    "Contact",
    "Controller",
    "Cookie",
    "CustomField",
    "Disclose",
    "Document",
    "Head",
    "Hold",
    "LocalText",
    "Lock",
    "Look",
    "Mail",
    "Moment",
    "Purpose",
    "Recipient",
    "Retain",
    "See",
    "Sensitive",
    "Stated",
    "Step",
    "Transfer",
]
