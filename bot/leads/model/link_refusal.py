"""Why a link cannot be shared, and in which words the member hears of it."""

from enum import Enum

from bot.kit.errors import TollfreeError


class LinkFault(Enum):
    """What is wrong with a link; each value is its words, with a place for what differs from link to link."""

    INCOMPLETE = "Paste the whole link, beginning with https://."
    NO_LINK = "There is no link in that. Paste the whole link, beginning with https://."
    TWO_LINKS = "There are two links. Paste the one of the posting alone; share another job as a lead of its own."
    CUT_OFF = "That link was cut off (“…”). Open the page, and copy the address from your browser."
    TOO_LONG = "That link is longer than {:,} characters. Share the page’s short address, without what a search added."
    NOT_HTTPS = "That link is not encrypted (http). Put https:// in front instead, see that it opens, and share that."
    MAIL_ADDRESS = "That is an e-mail address, not a link. Paste the posting’s link; the address can go to how to ask."
    SPACES = "There is a space in that link. Paste the link alone; if a space belongs in it, write %20."
    UNSEEN = "There are invisible characters in that link. Open the page, and copy the address from your browser."
    BACKSLASH = "There is a backslash in that link. Open the page, and copy the address from your browser."
    CREDENTIALS = "There is a user name or password (@) before the site’s name. Share the link without it."
    PORT = "That link names a port (the number after the colon). Share the page’s ordinary address."
    WRAPPED = "That link is wrapped in too many others. Open it, and copy the address from your browser."
    PERSONAL = "There is an e-mail address in that link. Share the posting’s own address, without it."
    AFFILIATE = (
        "That is an affiliate or partner link (“{}”): somebody is paid when it is used. "
        "Take that part out, or share the page’s plain address."
    )
    NOT_A_HOST = "That is not the address of a site. Open the page in your browser and copy its address."
    IP_ADDRESS = (
        "That link goes to a number instead of a named site. Share the page’s address on the employer’s own site."
    )
    PRIVATE_NETWORK = "That address opens on a private network only, if at all. Share one that anybody can open."
    LETTERS_IMITATE = (
        "The name of that site mixes alphabets, or imitates Latin letters with others, as forged sites do. "
        "Find the page through a search engine or the employer’s own site, and share that address."
    )
    SITE_REFUSED = "{}"
    """The words stand in links.yaml, with the site."""


class LinkRefused(TollfreeError):
    """Raised for a link that cannot be shared; the text says why, and what to do."""

    def __init__(self, fault: LinkFault, *told: object) -> None:
        self.fault = fault
        super().__init__(fault.value.format(*told))
