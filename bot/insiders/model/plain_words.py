"""Everyday words that patterns could take for a name or a handle."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NO_NAME = _words(
    """
    a an the i in at on of not so no very too just still now here from with without also currently looking interested
    considering thinking trying hoping wondering curious sorry sure new former retired licensed trained board
    certified eligible boarded abim abfm md do mbbs phd pharmd mph mba us usa img imgs fmg amg uk eu hiv im em fm gi
    icu er ed ent pm ob obgyn peds pgy id um ai va nhs h1b j1 pmr pcp cmo cmio fda cdc nih american canadian british
    indian pakistani nigerian egyptian syrian iranian iraqi lebanese jordanian filipino chinese korean japanese
    mexican cuban brazilian colombian venezuelan german french italian spanish polish russian ukrainian romanian greek
    turkish irish australian european african asian hispanic latina latino muslim christian jewish internal medicine
    family emergency general surgery surgical surgeon pediatrics pediatric pediatrician psychiatry psychiatrist
    neurology neurologist radiology radiologist pathology pathologist anesthesia anesthesiology anesthesiologist
    dermatology cardiology cardiologist oncology oncologist nephrology nephrologist gastroenterology hospitalist
    intensivist critical care preventive occupational physical rehabilitation obstetrics gynecology urology
    orthopedics orthopedic ophthalmology endocrinology rheumatology infectious disease pulmonary palliative physician
    doctor resident fellow attending chief medical director senior associate part full time
    """
)
"""Capital words after “I am” that say what somebody is: all else is taken for a name."""
STARTERS = _words(
    """
    my your our their his her its this that these those every each any many most some no two three both all when if
    what how why where who which do does did is are was were am be been can could should would will may might must
    have has had and or but as by for from in of on to with without than then so yes only one another other start work
    people everyone everybody nobody somebody anyone someone nothing everything not stay stop look lives live
    """
)
"""Capital words that begin a sentence, and are no names before “MD” or “here”."""
BESIDE_PLACES = _words(
    """
    and or is was are were be for to in on at as but by of from with without that this these those the a an my your
    our their it its i we you they he she if when where how what who which will would can could may might should must
    do does did has have had not no yes so than then also too very just now here there because while after before
    about over under group groups profile profiles page pages server servers message messages messaging messenger
    account accounts post posts posting postings job jobs search recruiter recruiters premium learning connection
    connections network networking people person physicians doctors someone somebody anyone everyone them me us him
    her help helps helped works worked work find found use used using user users app group’s ads ad company companies
    contact contacts community communities channel channels chat chats list lists invite invites link links more much
    many some any all poll polls say says said offer offers offered ask asks asked send sends sent write writes wrote
    tell tells told give gives gave show shows showed look looks looked need needs needed get gets got make makes made
    go goes went come comes came article articles headline headlines resume résumé cv feed section summary photo
    photos picture open easy ready today later yesterday last next every first second one two three instead only even
    still already again out up down off into like lives
    """
)
"""Words beside the name of a place, where a handle could stand."""
