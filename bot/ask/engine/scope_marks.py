"""Marks of what a message is about, by kind of thing: what the scope classifier weighs beside likeness."""

import re

_PROFESSIONS = (
    r"pharmacists?|pharm ?d|nurses?|nursing|rn|lpn|np|nps|crna|pa-?c|pas?|physician assistants?|nurse practitioners?|midwi\w+|"
    r"dentists?|dental|hygienists?|veterinarian|vet|vet tech|optometrists?|podiatrists?|podologist|chiropractors?|"
    r"psychologists?|psychotherapist|therapists?|counselors?|social workers?|lcsw|dietitians?|nutritionist|"
    r"occupational therapists?|physical therapists?|pts?|ots?|slp|speech\W\w+ pathologist|audiologists?|paramedics?|emt|medics?|"
    r"respiratory therapist|rad\w* tech\w*|x ray tech|sonographers?|phlebotomist|lab tech\w*|medical assistants?|scribe|"
    r"medical coder|biller|paralegal|lawyers?|attorney|law|teachers?|teaching high school|professor of english|engineers?|developers?|"
    r"programmers?|accountants?|bookkeeper|actuary|pilots?|police|officer in the army|firefighters?|chefs?|electricians?|plumbers?|"
    r"journalists?|realtor|nanny|barista|biologist|chemists?|phd|postdoc|scientist|bachelor'?s|mph only|yoga|coach license|"
    r"health coach|massage|esthetician|consultant pharmacist|interpreter|secretary|receptionist|office manager|truck|uber"
)
_MARKS: dict[str, str] = {
    "other profession": rf"\b(?:{_PROFESSIONS})\b",
    "i am another": rf"\b(?:i'?m|i am|as|am)\s+(?:an?\s+)?(?:\w+\s+)?(?:{_PROFESSIONS})\b|^(?:an?\s+)?(?:\w+\s+)?(?:{_PROFESSIONS})\b.{{0,40}}\b(?:want|leav|looking|career|jobs?|to|transition|burn|salary|income|remote|second|what)|"
    rf"\b(?:jobs?|careers?|options?) for (?:an?\s+)?(?:\w+\s+)?(?:{_PROFESSIONS})\b|\bcan (?:an?\s+)?(?:{_PROFESSIONS})\b|\bbecome an? (?:\w+ )?(?:{_PROFESSIONS})\b|\bmy \w+ is an? (?:\w+ )?(?:{_PROFESSIONS})\b.{{0,40}}\b(?:he|she|they|wants?|can|what|career|options|jobs?)\b",
    "physician": r"\b(?:physicians?|doctors?|docs?|mds?|dos?|attending|residen\w+|pgy\d?|imgs?|fmg|mbbs|hospitalists?|surgeons?|internists?|pediatric\w*|psychiatr\w*|"
    r"radiolog\w*|patholog\w*|anesthesi\w*|cardiolog\w*|oncolog\w*|neurolog\w*|em|im|fm|fp|family (?:doc|medicine|physician)|obgyn|ob|dermatolog\w*|specialist|clinicians?|medical director|board certified)\b",
    "career": r"\b(?:non-?clinical|nonclinical|industry|pharma|biotech|remote|utilization|chart review|peer review|medical affairs|msl|informatics|expert witness|medical writ\w+|"
    r"consult\w+|insurance medicine|payers?|health plan|um|pv|cdi|cmo|cmio|fda|nih|cdc|va|device|startup|vc|admin\w*|leadership|quality|research|teach\w*|faculty|editor|drug safety)\b",
    "change": r"\b(?:leav\w+ (?:medicine|clinic\w*|practice|residency|the bedside)|leave|left|quit\w*|switch\w*|transition\w*|pivot|burn\w*|want out|get out|career change|no patients|done with|"
    r"tired of|stop(?:ped)? (?:seeing|practic\w+)|away from the bedside|get into|break into|first job|way in|hired?|hires|hiring|apply|applied|applications?|recruiter|interview|resume|cv|linkedin|network\w*)\b",
    "job": r"\b(?:jobs?|roles?|careers?|position|posting|gig|employer|company|companies|work|salary|pay|paid|part[- ]time|income)\b",
    "credential": r"\b(?:licen[sc]\w*|boards?|board cert\w*|certif\w*|credential\w*|reentry|re-entry|cme|moc|malpractice|tail|npdb|visa|h-?1b|j-?1|green card|non-?compete|1099|contract|severance|disability)\b",
    "command": r"^(?:please |pls |can you |could you |will you |would you |now )*(?:write|draft|compose|generate|make|create|translate|summari[sz]e|proofread|solve|fix|build|fill|post|promote|ping|ban|"
    r"list all|print|reveal|repeat|pretend|act|forge|fake|rewrite|edit|reword|convert|calculate|code|debug|design|sing|tell me (?:a|your)|give me (?:your|the|a (?:list of users|mod)|mod|admin)|"
    r"guess|predict|guarantee|promise|ignore|forget|execute|run|delete|drop|send|email|call|book|order|buy|schedule|answer only|respond|reply|show me your|turn (?:this|my)|here is|draw|quiz|"
    r"prescribe|diagnose|interpret|represent|sue|find (?:me|the)|do my|take my|sign|hack)\b",
    "training": r"\b(?:step ?[123]|step 2 ?ck|usmle|comlex|uworld|amboss|anki|first aid|shelf|mcat|eras|soap|rank list|match (?:day|list|rate|into)|residency (?:interview|application|program)s?|"
    r"fellowship (?:application|interview)s?|personal statement|clerkship|rotation|pre-?med|med(?:ical)? school|caribbean|post-?bac|observership|electives?|letters? of rec\w*|sub-?i|audition|"
    r"oral boards|in-?training|intern year|chief resident|study|studying|pass|exam|textbook|match)\b",
    "ill": r"\b(?:mg|dose|dosing|dosage|symptoms?|rash|fever|pain|swollen|bleeding|pregnan\w*|infection|antibiotics?|antidepressants?|ssri|statin|insulin|biopsy|mri|ct|x-?ray|ecg|ekg|labs?|a1c|"
    r"cholesterol|blood|pressure|pills?|medications?|drug interact\w*|side effects?|vaccine|supplements?|cough|headache|sleep aid|melatonin|ozempic|wegovy|mounjaro|treat\w*|diagnos\w*|therapy for|first line|"
    r"guidelines?|workup|work up|differential|management of|wean|titrat\w*|septic|sepsis bolus|vent|intubat\w*|baby|toddler|newborn|my (?:dog|cat))\b",
    "patient": r"\b(?:my patient|a patient|this patient|patient (?:has|with|is|on)|my (?:son|daughter|child|kid|mother|mom|father|dad|wife|husband|partner|grandm\w+|uncle|aunt)(?:'s)? (?:has|have|had|is \d|was|\w+ (?:was|is|came)))\b",
    "money": r"\b(?:stocks?|shares?|crypto|bitcoin|roth|ira|401k|529|etf|index funds?|mortgage|refinanc\w*|heloc|real estate|rental|landlord|tenant|tax(?:es)?|irs|llc|s-?corp|whole life|annuit\w*|credit card|"
    r"lease|invest(?:ing|ment|ments)?|portfolio|dividend\w*|budget|gold|options|puts|calls|robo|hsa|savings)\b",
    "law": r"\b(?:sue|sued|suing|lawsuit|landlord|divorce|custody|prenup|will be convicted|plea|deport\w*|trademark|eviction|court|subpoena|my case|liable|defamation|damages|petition|uscis|i-?140|i-?485|ds-?\d+|"
    r"premium processing|biometrics|asylum|passport|opt|f-?1|h-?4|priority date|file (?:a|my|for))\b",
    "service": r"\b(?:we(?:'re| are) (?:hiring|looking)|i'?m a recruiter|our (?:company|startup|agency|clinic|practice|survey)|my (?:clinic|practice|company|course|book|coaching|product|clients)|looking for (?:physicians|doctors|an? expert|a medical writer)|"
    r"sell my|buy my|advertis\w*|promot\w*|affiliate|hire an?|for hire|for sale|coupon|discount)\b",
    "people": r"\b(?:who (?:posted|voted|downvoted|upvoted|asked|reported|is (?:the )?(?:admin|moderator)|else)|email of|phone (?:number )?of|address of|their names?|which members?|users?|is my boss|moderators?|members? (?:in|live|of|here))\b",
    "clinical job": r"\b(?:hospitalist (?:job|group|pay|rate)s?|locum\w*|partnership|rvus?|wrvu|sign[- ]on|call pay|7 on|openings? for|private practice|concierge|dpc|direct primary care|med ?spa|botox|my practice|solo practice|"
    r"credentialed with|cpt|icd|modifier|99\d\d\d|bill(?:ing)? for|coding a|scribe|emr|overhead|front desk|group in|fellowship|specialty|academic vs)\b",
    "insured": r"\b(?:my insur\w+|deductible|copay|in-?network|my claim|denied my|medicare (?:cover|part)|medicaid for|sign up for|cobra|eob|preexisting|life insurance (?:policy|with|to buy)|family plan|appeal (?:a|my|the|deadline)|prior auth\w* (?:approved|for my))\b",
    "life": r"\b(?:girlfriend|boyfriend|dating|dates?|married|wedding|birthday|recipe|dinner|restaurant|movie|series|song|lyrics|poem|joke|weather|football|super ?bowl|game|vacation|flight to|hotel|puppy|dog|cat|car|laptop|"
    r"phone|wifi|shoes|coffee|garden|ants|stain|president|capital of|planet|universe|roommate|in-?laws|friends?|lonely|love)\b",
    "machine": r"\b(?:prompt|instructions|system|config|token|database|password|admin|developer mode|dan|jailbreak|restrictions|rules|chatgpt|bot|ai model|are you|you are|your (?:name|favou?rite|rules|creator|opinion))\b",
    "hello": r"^(?:hi|hello|hey|yo|thanks?|thank you|ok|lol|test|ping|good (?:bot|morning|night)|sup|what'?s up|hola|merci)\b",
}
MARKS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _MARKS.items())


def marks_of(text: str) -> list[float]:
    """Return 1 for each mark that a text bears, else 0, and 1 where it bears those of a physician's work together."""
    found = [float(mark.search(text) is not None) for _, mark in MARKS]
    names = [name for name, _ in MARKS]
    has = dict(zip(names, found, strict=True))
    ours = has["career"] + has["change"] + has["job"] + has["physician"] + has["credential"]
    return [
        *found,
        float(ours >= 2),
        float(ours >= 3),
        float(ours == 0),
        has["i am another"] * (1 - has["physician"]),
        has["other profession"] * (1 - has["physician"]),
        has["training"] * float(has["career"] + has["change"] == 0),
        has["command"] * (1 - has["career"]),
        has["ill"] * float(has["career"] + has["change"] + has["job"] == 0),
    ]
