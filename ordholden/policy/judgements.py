"""The class of every change a policy can make: path patterns with their judges, first match wins.

A pattern's parts are keys of the file; `*` is any one key or name. Patterns are as long as the
path they judge, or shorter (then they judge everything beneath).
"""

from functools import cache

from ordholden.policy.judging import (
    CONSENT_BASES,
    Class,
    Judge,
    Leaf,
    always,
    figure,
    flag,
    length,
    on_consent,
    order,
    presence,
    unless_floor,
    words,
)

_NEUTRAL, _NOTIFY, _RECONSENT = always("neutral"), always("notify"), always("reconsent")
_LOOSER, _STRICTER = always("notify"), always("tighten")
_ADDS_A_PROMISE = presence(added="tighten", removed="notify", changed=_NEUTRAL)
_ACTS = frozenset(
    {"erase", "anonymise", "strip", "hide", "stop_mailing", "stop_contact", "restrict"}
)


def _bases(leaf: Leaf) -> Class:
    """A basis of consent that comes or goes changes what a yes meant."""
    old = {(one["basis"], one.get("consent")) for one in leaf.before or ()}
    new = {(one["basis"], one.get("consent")) for one in leaf.after or ()}
    moved = old ^ new
    if any(basis in CONSENT_BASES for basis, _ in moved):
        return "reconsent"
    return "neutral" if not moved and _without_law(leaf) else "notify"


def _without_law(leaf: Leaf) -> bool:
    """Whether only laws, interests or their words differ, not when a basis applies."""
    return [(b["basis"], b.get("when")) for b in leaf.before or ()] == [
        (b["basis"], b.get("when")) for b in leaf.after or ()
    ]


def _new_purpose(leaf: Leaf) -> Class:
    if leaf.after is None:
        return "tighten"
    bases = {one["basis"] for one in leaf.after["bases"]}
    return "reconsent" if bases & CONSENT_BASES else "notify"


def _stage(leaf: Leaf) -> Class:
    if leaf.before is not None and leaf.after is not None:
        return "notify"
    do = (leaf.before or leaf.after)["do"]
    if do not in _ACTS:
        return "notify" if leaf.after is None else "neutral"
    return "tighten" if leaf.after is not None else "notify"


def _cookie(leaf: Leaf) -> Class:
    if leaf.after is None:
        return "tighten"
    return "notify" if leaf.after["category"] == "necessary" else "reconsent"


def _kinds(leaf: Leaf) -> Class:
    """More kinds that are refused is stricter; more that are taken in is not."""
    refused = leaf.new.get("stance") != "allow_with_ground"
    judge = words(more="tighten", fewer="notify") if refused else words()
    return judge(leaf)


def _country(leaf: Leaf) -> Class:
    return "tighten" if leaf.after is None else "notify"


_TEXT_OF_CONSENT = presence(added="neutral", removed="neutral", changed=_RECONSENT)
_STAGES_ORDER = (
    *("visit", "automatic", "subscribe", "contact", "sign_up", "order", "cooperation", "staff"),
    *("profile", "review", "survey", "apply", "after_applying", "process", "screening", "offer"),
    *("hired", "employed"),
)
_SEEN = (
    *("open", "under_agreement", "after_consent", "masked", "reveal", "emergency", "anonymous"),
    "aggregate",
)

_TABLE: dict[str, Judge] = {
    # everywhere
    "*.clauses": _NEUTRAL,
    "*.because": _NEUTRAL,
    "schema": _NEUTRAL,
    "look": _NEUTRAL,
    "words": _NEUTRAL,
    "text": _NEUTRAL,
    "modules": _NEUTRAL,
    # who, where, since when
    "policy.effective": _NEUTRAL,
    "policy.until": _NEUTRAL,
    "policy.locales": _NEUTRAL,
    "policy.on_change": order("notify", "reconsent", "strictest"),
    "policy": _NOTIFY,
    "controller.name": _NOTIFY,
    "controller.form": _NOTIFY,
    "controller.number": _NOTIFY,
    "controller.country": _NOTIFY,
    "controller": _NEUTRAL,
    "contact": presence(added="neutral", removed="notify", changed=_NEUTRAL),
    "authority.*.name": _NOTIFY,
    "authority.*.country": _NOTIFY,
    "authority": presence(added="neutral", removed="notify", changed=_NEUTRAL),
    "storage.allowed": words(),
    "storage.place.*.text": _NEUTRAL,
    "storage.place.*": presence(added="notify", removed="tighten"),
    "backup.keep": length(),
    "staff.training_valid": length(),
    "staff": _NEUTRAL,
    # why and what
    "purpose.*": _new_purpose,
    "purpose.*.text": _NEUTRAL,
    "purpose.*.dpv": _NEUTRAL,
    "purpose.*.who": words(),
    "purpose.*.bases": _bases,
    "purpose.*.output": order("rows", "aggregate"),
    "purpose.*.objection": order("none", "balance", "always"),
    "purpose.*.from": presence(added="tighten", removed="notify", changed=order(*_STAGES_ORDER)),
    "field.*": _NEUTRAL,
    "field.*.label": _NEUTRAL,
    "field.*.choices": _NEUTRAL,
    "field.*.kind": _NOTIFY,
    "field.*.record": _NOTIFY,
    "field.*.sensitivity": _NOTIFY,
    "collect.*.*": presence(added="notify", removed="tighten"),
    "collect.*.*.at": order(*_STAGES_ORDER),
    "collect.*.*.purposes": words(),
    "collect.*.*.required": flag(on="notify", off="tighten"),
    "collect.*.*.source": _NOTIFY,
    "collect.*.*.channel": presence(added="tighten", removed="notify"),
    "collect.*.*.consent": presence(added="tighten", removed="reconsent", changed=_RECONSENT),
    "collect.*.*.protect": presence(added="tighten", removed="notify"),
    "collect.*.*.positions": flag(on="tighten", off="notify"),
    "collect.*.*.why": _NEUTRAL,
    "see.*.*": presence(added="notify", removed="tighten"),
    "see.*.*.how": order(*_SEEN),
    "see.*.*.purposes": words(),
    # consents
    "consent.*": presence(added="reconsent", removed="tighten"),
    "consent.*.text.*": _TEXT_OF_CONSENT,
    "consent.*.at": _NEUTRAL,
    "consent.*.expires": length(longer="reconsent"),
    "consent.*.double_opt_in": flag(on="tighten", off="notify"),
    "consent.*.withdraw.erase": order("nothing", "sole_basis", "profile", looser="reconsent"),
    "consent.*.withdraw.keeps_evidence": flag(on="notify", off="tighten"),
    "consent.*.withdraw.tells": words(more="tighten", fewer="notify"),
    "consent.*.reask_after": length(longer="tighten", shorter="notify"),
    "consent.*.purposes": _RECONSENT,
    "consent.*.who": _RECONSENT,
    "consent.*.needed": _RECONSENT,
    "consent.*.per": _RECONSENT,
    "sensitive.stance": order("allow_with_ground", "discourage", "forbid_and_remove"),
    "sensitive.kinds": _kinds,
    "sensitive.grounds": words(),
    "statistics": figure(more="tighten", less="notify"),
    # how long
    "retain.*": unless_floor(
        presence(added="tighten", removed="notify"), presence(added="notify", removed="notify")
    ),
    "retain.*.what": unless_floor(words(more="tighten", fewer="notify"), _NOTIFY),
    "retain.*.who": unless_floor(words(more="tighten", fewer="notify"), _NOTIFY),
    "retain.*.only": unless_floor(words(more="notify", fewer="tighten"), _NOTIFY),
    "retain.*.stages.*": unless_floor(_stage, _NOTIFY),
    "retain.*.stages.*.after": length(),
    "retain.*.stages.*.keep": words(),
    "retain.*.stages.*.to": words(),
    "retain.*.stages.*.clauses": _NEUTRAL,
    "retain.*.backstop": presence(added="tighten", removed="notify"),
    "retain.*.backstop.after": length(),
    "retain.*.cap": presence(added="tighten", removed="notify"),
    "retain.*.cap.after": length(),
    "retain.*.ask": presence(added="neutral", removed="notify"),
    "retain.*.review": presence(added="neutral", removed="notify"),
    "retain.*.review.every": length(),
    "retain.*.review.answer_within": length(),
    "retain.*.kept_by_law": flag(on="notify", off="notify"),
    "retain.*.law": _NEUTRAL,
    "retain.*.reason": _NEUTRAL,
    "lock.*": presence(added="notify", removed="tighten"),
    "lock.*.reason": _NEUTRAL,
    "lock.*.what": words(),
    "lock.*.refuses": words(),
    "lock.*.until.after": length(),
    "hold.reasons": words(),
    "hold.max": length(),
    "hold.approve": _NEUTRAL,
    # who else
    "recipient.*": presence(added="notify", removed="tighten"),
    "recipient.*.fields": words(),
    "recipient.*.purposes": words(),
    "recipient.*.services": words(),
    "recipient.*.kinds": words(),
    "recipient.*.country": _country,
    "recipient.*.hosts": _NEUTRAL,
    "recipient.*.address": _NEUTRAL,
    "recipient.*.links": _NEUTRAL,
    "recipient.*.division": _NEUTRAL,
    "recipient.*.agreement": presence(added="tighten", removed="notify", changed=_NEUTRAL),
    "recipient.*.agreement.*": _NEUTRAL,
    "recipient.*.transfers.*": presence(added="notify", removed="tighten"),
    "recipient.*.transfers.*.copy_on_request": flag(on="tighten", off="notify"),
    "recipient.*.transfers.*.link": _NEUTRAL,
    "recipient.*.erased_within": length(),
    "disclose.*": on_consent(presence(added="notify", removed="tighten")),
    "disclose.*.to": on_consent(words()),
    "disclose.*.who": on_consent(words()),
    "disclose.*.fields": on_consent(words()),
    "disclose.*.purposes": on_consent(words()),
    "disclose.*.bases": on_consent(_NOTIFY),
    "disclose.*.consent": presence(added="tighten", removed="reconsent", changed=_RECONSENT),
    "disclose.*.ground": _NOTIFY,
    "disclose.*.needs": words(more="tighten", fewer="notify"),
    "disclose.*.only_numbers": flag(on="tighten", off="notify"),
    "cookie.*": _cookie,
    "cookie.*.purpose": _NEUTRAL,
    "cookie.*.lifetime": length(),
    "cookie.*.category": order("necessary", "functional", "statistics", "marketing"),
    "cookies.document": _NEUTRAL,
    "cookies.browser_signal": flag(on="tighten", off="notify"),
    "cookies.ask_again": length(longer="tighten", shorter="notify"),
    "mail.*": on_consent(presence(added="notify", removed="tighten")),
    "mail.*.consent": presence(added="tighten", removed="reconsent", changed=_RECONSENT),
    "mail.*.tracking_consent": presence(added="reconsent", removed="tighten", changed=_RECONSENT),
    "mail.*.opt_out": flag(on="notify", off="tighten"),
    "mail.*.counts_as_contact": flag(on="notify", off="tighten"),
    "mail.*.purpose": on_consent(_NOTIFY),
    # rights, breaches, conduct
    "rights.reask_refused": length(longer="tighten", shorter="notify"),
    "rights.answer_within": length(),
    "rights.may_extend": presence(added="notify", removed="tighten", changed=length()),
    "rights.reasonable_time": flag(on="notify", off="tighten"),
    "rights.export": words(more="tighten", fewer="notify"),
    "rights.log_shown": words(more="tighten", fewer="notify"),
    "rights.redact_for": words(),
    "rights.free_clauses": _NEUTRAL,
    "rights.*": _ADDS_A_PROMISE,
    "rights.*.within": presence(added="tighten", removed="notify", changed=length()),
    "rights.*.by": words(more="tighten", fewer="notify"),
    "rights.*.law": _NEUTRAL,
    "rights.*.contact": _NEUTRAL,
    "rights.*.delivered": _NEUTRAL,
    "breach.authority_within": length(),
    "breach.persons": length(),
    "breach.high_risk": words(more="tighten", fewer="notify"),
    "change.usual": order("publication", "reapproval"),
    "change.reapproval_when_law_requires": flag(on="tighten", off="notify"),
    "change.reapproval_clauses": _NEUTRAL,
    "change.archive": order("kept", "shown"),
    "reviews.aim": _NEUTRAL,
    "reviews.window_clauses": _NEUTRAL,
    "reviews.original_kept": length(),
    "promise.*": _ADDS_A_PROMISE,
    "measure.*": _ADDS_A_PROMISE,
    "measure.*.every": length(),
}
_PATTERNS = {tuple(key.split(".")): judge for key, judge in _TABLE.items()}


def judge_of(path: tuple[str, ...]) -> Judge:
    """The judge of a path; what nothing names is told to people, to be safe."""
    shape = tuple(path)
    if shape and shape[-1] in ("clauses", "because"):
        return _NEUTRAL
    for size in range(len(shape), 0, -1):
        found = _of_size(shape[:size])
        if found is not None:
            return found
    return _NOTIFY


@cache
def _of_size(shape: tuple[str, ...]) -> Judge | None:
    fitting = [key for key in _PATTERNS if _fits(key, shape)]
    if not fitting:
        return None
    best = min(fitting, key=lambda key: key.count("*"))
    return _PATTERNS[best]


def _fits(pattern: tuple[str, ...], shape: tuple[str, ...]) -> bool:
    return len(pattern) == len(shape) and all(
        part in ("*", key) for part, key in zip(pattern, shape, strict=True)
    )
