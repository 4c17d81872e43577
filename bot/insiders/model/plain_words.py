"""Capital words after “I am” that say what somebody is: all else is taken for a name."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NO_NAME = _words(
    """
    a an the i in at on of not so no very too just still now here from with without also currently looking
    interested considering thinking trying hoping wondering curious sorry sure new former retired licensed trained
    board certified eligible boarded abim abfm md do mbbs us usa img imgs fmg amg uk eu hiv im em fm gi icu er ed
    ent pm ob obgyn peds pgy id um ai va nhs h1b j1 pmr pcp cmo cmio fda cdc nih american canadian british indian
    pakistani nigerian egyptian syrian iranian iraqi lebanese jordanian filipino chinese korean japanese mexican
    cuban brazilian colombian venezuelan german french italian spanish polish russian ukrainian romanian greek
    turkish irish australian european african asian hispanic latina latino muslim christian jewish internal medicine
    family emergency general surgery surgical surgeon pediatrics pediatric pediatrician psychiatry psychiatrist
    neurology neurologist radiology radiologist pathology pathologist anesthesia anesthesiology anesthesiologist
    dermatology cardiology cardiologist oncology oncologist nephrology nephrologist gastroenterology hospitalist
    intensivist critical care preventive occupational physical rehabilitation obstetrics gynecology urology
    orthopedics orthopedic ophthalmology endocrinology rheumatology infectious disease pulmonary palliative
    physician doctor resident fellow attending chief medical director senior associate part full time
    """
)
