"""Paragraphs that are not the report's own: separators, buttons, prompts, links, picture credits.

A paragraph is furniture only as a whole, and only by one of the rules here; nothing is cut out
of a paragraph. What is cut is kept, in order, in ``Reading.furniture``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WHOLE = tuple(
    re.compile(rf"\W*(?:{form})\W*", re.I)
    for form in (
        # ends and continuations
        r"(?:the )?end|ends|-?30-?|fin|конец|read more|read full (?:story|article)|read the full (?:story|article|report)(?: here)?|"
        r"(?:click here to )?(?:read|see|view|show|load|learn|find out) (?:more|all)(?: here)?|more|continue reading(?: (?:the )?(?:main )?(?:story|below))?|"
        r"keep reading|story continue[sd](?: below)?(?: (?:the )?(?:advertisement|ad|video))?|article continues(?: after| below)?(?: (?:the )?(?:advertisement|ad|video|ad below))?|"
        r"(?:back to|scroll to) (?:the )?top(?: of (?:the )?page)?|next|previous|prev|close|more_vert|menu|home|search|skip to (?:main )?content|"
        r"weiterlesen|mehr lesen|lire la suite|leer más|читать далее|читайте также|подробнее|a a|replay|play|pin|fullscreen|loading|hide caption|toggle caption|enlarge|"
        r"view (?:gallery|photos?|slideshow|all)|\d+ (?:of|/) \d+|photos?|video|watch(?: more| now| live| video)?|watch a clip|play video|listen|audio|"
        r"(?:email|mail|print|comment|save|share|like|tweet|facebook|twitter|google|linkedin|reddit|whatsapp|pinterest|tumblr|telegram|instagram|youtube|rss|copy)(?: icon)?",
        # sharing
        r"(?:share on (?:facebook|twitter|linkedin|whatsapp|reddit|pinterest|google\+?|email|telegram|x)\W*)+",
        r"powered by \w+|loading(?: comments| more)?|back to gallery|edition|headlines?|go|about|prev next|now playing|recommended videos?|never miss a story|image \d+ ?of\W*\d+|hide|expand|collapse|"
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|share story|open in app|what's this\??|listen to this article|\d+ min(?:ute)?s? read|our privacy policy|privacy policy|terms of (?:use|service)|cookie policy|contact us|about us",
        r"\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: (?:[ECMP][SD]?T|GMT|BST|UTC|local time))?|(?:published|posted|updated)?\W*\d+ (?:mins?|minutes?|hours?|hrs?|days?) ago",
        r"(?:share|tweet|email|e-mail|print|pin|like|save|send|forward|post)(?: (?:this|it|on|via|to|with|by|the|story|article|page|post|link|a friend|friends|facebook|twitter|email|icon|whatsapp|linkedin|reddit|pinterest|google\+?|tumblr|telegram|your|network))*",
        r"(?:[\d.,]+k?\s+)?(?:shares?|views?|likes?|retweets?|e-?mails?|saves?)(?: this article)?",
        r"(?:share|follow|like|find|connect with|join) us(?: on)?(?: (?:facebook|twitter|instagram|youtube|telegram|whatsapp|and|or|,|on|google|linkedin|social media))*",
        r"(?:facebook|twitter|google\+?|linkedin|reddit|whatsapp|pinterest|tumblr|email|e-mail|print|telegram|share|more|comments?|copy link|flipboard|messenger|sms|[|/,•·\s])+",
        # advertising, prompts
        r"advertisements?|advert|ads?|sponsored(?: content| links?)?|promoted|anzeige|werbung|publicité|publicidad|реклама|paid content|ad feedback",
        r"(?:sign up|signup|subscribe|register|log ?in|sign in|join)(?: now| today| here)?",
        r"(?:[\d.,]+\s+)?comments?(?: \(?\d+\)?)?|(?:leave|post|add|write|view|see|show|read|hide)(?: a| all| the| your)? (?:\d+ )?(?:comments?|reply)|no comments?(?: yet)?|comments? (?:are )?(?:closed|off|disabled)|join the (?:conversation|discussion)|be the first to comment",
        r"from our partners|recommended(?: for you)?|you may (?:also )?like|you might also like|around the web|trending(?: now)?|most (?:read|popular|viewed|shared|commented)",
        r"breaking news emails?|(?:this is a )?developing story(?: and will be updated)?|tags?|filed under|topics",
        r"(?:photo|image|picture|video|credit|photo credit|image credit|caption|file photo)s?",
        r"chat with us in facebook messenger\W*find out what's happening in the world as it unfolds",
        r"\d{1,2} (?:hr|hour|min|minute|day|sec)s?(?: \d{1,2} (?:min|sec)s?)? ago|just now|just watched",
        r"updated|originally posted on|updated on|posted|posted on|published|published on|last updated|by",
        r"sign me up|be the first to know|must watch|must read|related|show (?:more|less)(?: / show (?:more|less))?|"
        r"(?:print )?subscribers?|order (?:a )?reprints?|purchase|purchase:? order (?:a )?reprints?|edit|cancel|submit|congratulations|"
        r"modal trigger|(?:share ?)?view more share options|share this post on \w+",
        r"(?=.*[a-z])(?:connect|tweet|linkedin|comments?|e-?mail|more|print|share|facebook|google\+?|pinterest|twitter|fb|\b\d{1,4}\b|\W)+",
        r"turn on notifications\W+.{0,80}|uh-?oh",
        r"you are (?:signed|logged) in(?: as)?|(?:published|posted|updated) at \d{1,2}[:.]\d\d",
    )
)
_START = tuple(
    re.compile(rf"\W*(?:{form})", re.I)
    for form in (
        r"(?:sign up|signup|subscribe|register)(?: now| today| here)? (?:to|for|and get|with)\b.{0,200}\b(?:newsletters?|emails?|e-mails?|inbox|updates?|alerts?|access|briefing|digest|notifications?|free|news|podcast|channel)",
        r"(?:get|receive) (?:the )?.{0,120}\b(?:newsletters?|in your inbox|to your inbox|by email|(?:email|news|breaking) alerts?|delivered)\b",
        r"you (?:have successfully subscribed|are now subscribed|will receive)\b",
        r"subscribe (?:for (?:unlimited|full)|to (?:breaking news|our|the .{1,40} (?:newsletter|channel)))",
        r"(?:by (?:using|continuing|signing up|clicking)|we use|this (?:web)?site uses|our (?:web)?site uses|we and our partners use)\b.{0,200}\b(?:cookies?|privacy policy|terms)",
        r"(?:accept|manage|reject)(?: all)? cookies\b",
        r"(?:please )?(?:enable|turn on) (?:javascript|cookies)\b|javascript (?:is|must be) (?:disabled|enabled)|your browser (?:does not|doesn't) support",
        r"(?:follow|like|find) (?:us|me|@?[\w.'’]+(?: [\w.'’]+){0,3}) (?:on|at) (?:twitter|facebook|instagram|telegram|youtube|linkedin|x)\b.{0,120}$",
        r"(?:follow|like) @?\w+ on\b.{0,80}$",
        r"(?:download|get) (?:the|our|[\w.]+['’]s?) .{0,40}\bapp\b.{0,100}$",
        r"(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|все права защищены)\b",
        r"(?:©|\(c\) ?(?:19|20)\d\d|(?:trademark and )?copyright (?:©|\(c\)|by |(?:19|20)\d\d))",
        r"(?:presented|sponsored|brought to you) by [^.:]{2,40}(?::|$)",
        r"you (?:can|may) (?:unsubscribe|opt out|cancel|change)\b.{0,120}$|your \w+ is set to\b",
        r".{0,140}\bwith a (?:digital |print |paid )?subscription, you(?:'ll|’ll|\b)",
        r"this material may not be (?:published|broadcast)",
        r"(?:see|read) (?:also|more|next|related)\s*:",
        r"(?:related|more|recommended|further reading|read more|must read|don't miss|watch)\s*:\s*\S.{0,140}$",
        r"(?:related|more)(?: (?:news|stories|articles|coverage|content|links?|topics|posts|video))+\b.{0,60}$",
        r"(?:scroll down|story continues|article continues|continue reading)\b.{0,40}$",
        r"try (?:one|\d+) months? for\b",
        r"\d+% of readers think this story is fact|% of readers think this story is",
        r"(?:click|tap) (?:here|below|through|on the)\b.{0,120}$",
        r"(?:interested in this topic\? )?you may also want to view\b|interested in this topic\?",
        r"(?:have|got) a (?:news )?tip\?|contact (?:us|the (?:author|writer)|[A-Z]\w+ [A-Z]\w+) at\b.{0,80}$|email\s*:\s*\S+@\S+$",
        r"(?:window|document)\.\S|var \w+ ?=|function ?\(|\$\(|\(function|_\w+\.push\(",
        r"choose the plan that's right|digital access or digital|to (?:continue|keep) reading,? (?:please )?(?:subscribe|register|log in|sign)",
        r"to find out more about facebook commenting|media playback is (?:un|not )supported|enlarge this image|enter (?:your )?(?:city|zip|postal)|tags?: \S",
        r"(?:(?:analysis|opinion|perspective|review|news)\W+)?interpretation of the news based on",
        r"\d+ (?:mins?|minutes?|hours?|hrs?|days?) ago \| [\d:]+$|.{0,40}\b\d-day forecast$",
        r"read more (?:from|about|on|at)\b.{0,60}$",
        r"support (?:our|independent|quality) journalism\b.{0,160}$",
        r"this (?:story|article) (?:has been|was) (?:updated|shared|viewed) [\d,]+ times",
    )
)
_PICTURE = tuple(
    re.compile(form)
    for form in (
        r"(?:FILE\s*(?:PHOTO)?\s*[-–—:]|In this .{0,60}\bphoto\b|This (?:combination|image|file photo|photo)\b.{0,80}\b(?:shows|provided|released|made|taken)\b)",
        r"\W*(?i:photo|photos|image|images|picture|photograph|photo credit|image credit|credit|credits|foto|bild|crédit photo|фото)\s*(?i:credit|by|courtesy(?: of)?)?\s*[:/|–—]\s*.{2,120}$",
        r"\W*(?i:photo|photograph|image|picture) (?:by|courtesy|credit)\b.{2,120}$",
        r".{0,60}(?:[/|]\s*(?:Getty(?: Images)?|Reuters|REUTERS|AFP|AP|EPA|Shutterstock|Bloomberg|Pool|Sputnik|TASS|Handout))(?:\s*[/,|].{0,60})?\W*$",
        r"\W*(?:AP|AFP|EPA|Getty|GETTY|Reuters|REUTERS|Associated Press)\s*(?:[Pp]hoto|PHOTO|[Ii]mages?|IMAGES?)?\s*[/|:].{0,120}$",
        r"[^.]{2,60},\s*(?:AP|AFP|EPA|Reuters|Getty Images|AFP/Getty Images|Associated Press|USA TODAY(?: NETWORK)?|TNS|Pool)\W*$",
        r"\W*(?:Getty Images|Shutterstock|iStock|Wikimedia(?: Commons)?|Creative Commons|Public Domain|EPA|Screengrab|Screenshot)\W*$",
    )
)
_PICTURE_END = re.compile(
    r"(?:\((?:[^()]{0,60}\b(?:Photo|photo|Images?|Getty|Reuters|REUTERS|AFP|AP|EPA|TASS|Sputnik|Handout|Pool|Anadolu)\b[^()]{0,60}|[A-Z][\w.'’-]+(?: [\w.'’-]+){1,4} ?/ ?[^()]{2,40}|[Ff]ile(?: photo)?)\)"
    r"|[A-Z][\w'’-]+ [A-Z][\w'’-]+ ?[/|] ?(?:Reuters|REUTERS|AP|AFP|EPA|Getty(?: Images)?|Bloomberg|TASS)"
    r"|(?:Photo|PHOTO|Credit|Image|Photograph|Picture)(?: (?:by|courtesy(?: of)?))?:? [^.]{2,60}"
    r"|(?:AP|AFP) Photo(?:/[^.]{2,40})?|[\w. ]{3,40}/(?:Getty Images|Reuters|AFP|AP|EPA)[^.]{0,30})\W*$"
)
_PICTURE_WORDS = (
    "/",
    "|",
    "hoto",
    "HOTO",
    "AP",
    "AFP",
    "EPA",
    "etty",
    "redit",
    "mage",
    "icture",
    "euters",
    "ile",
    "TASS",
    "Sputnik",
    "Pool",
    "Anadolu",
)
"""One of these stands in every picture credit; the look for them is cheaper than the pattern."""
PICTURE_TAIL = 160
"""Characters at a caption's end in which its credit stands."""
CAPTION_LENGTH = 600
"""Characters; the longest caption with a picture credit in `reports/` has 560."""

_LIST_HEAD = re.compile(
    r"\W*(?:(?:related|more|other|recommended|popular|top|latest|recent|trending|most (?:read|popular|viewed|shared|commented))"
    r"(?:(?: (?:in|from|on|about) \w+(?: \w+)?)|(?: (?:stories|news|articles|content|posts|links|coverage|topics|videos?|headlines|reading|reads|reports|top)))+"
    r"|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|also (?:on|in|read|see)\b.*|see also|read next|up next|next up|what to read next"
    r"|what others are (?:clicking|reading|saying)\b.*|from around the web|around the web|from the web|sponsored stories|editors?['’]s? picks?|don['’]t miss|further reading|continue reading"
    r"|читайте также|по теме|mehr zum thema|sur le même sujet|lire aussi|te puede interesar|noticias relacionadas)\W*$",
    re.I,
)
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")


_SIGNED = re.compile(
    r"^.{20,220}[a-z]{2}\.[\"”’]? (?:Reuters|REUTERS|AP|AFP|EPA|Getty Images|AP Photo)$"
)
"""A caption above the text with its credit behind the full stop."""


def is_furniture(block: str) -> bool:
    """Whether a paragraph as a whole is not the report's own."""
    if not any(c.isalnum() for c in block):
        return True
    if len(block) <= 120 and any(form.fullmatch(block) for form in _WHOLE):
        return True
    if len(block) <= 400 and any(form.match(block) for form in _START):
        return True
    return is_picture_note(block)


def is_picture_note(block: str) -> bool:
    """Whether a paragraph is the credit of a picture, or a caption that ends in one."""
    if len(block) > CAPTION_LENGTH or "\n" in block:
        return False
    if any(form.match(block) for form in _PICTURE[:1]):
        return True
    if len(block) <= 160 and any(form.match(block) for form in _PICTURE[1:]):
        return True
    tail = block[-PICTURE_TAIL:]
    if not any(word in tail for word in _PICTURE_WORDS):
        return False
    return _PICTURE_END.search(tail) is not None


def opens_link_list(block: str) -> bool:
    """Whether a paragraph is the heading of a list of other stories ("Related stories:")."""
    return len(block) <= 80 and _LIST_HEAD.fullmatch(block) is not None


def reads_as_link(block: str) -> bool:
    """Whether a paragraph under such a heading can be the headline of another story."""
    return len(block) <= 200 and "\n" not in block and not _ENDS_SENTENCE.search(block)


def _repeats(blocks: Sequence[str]) -> set[int]:
    """Give the indices of paragraphs that come again word for word: captions and page artefacts.

    The copies beside a picture's credit go; of the others the first stays.
    """
    count = Counter(block for block in blocks if len(block) > REPEAT_LENGTH)
    found: set[int] = set()
    kept: set[str] = set()
    for index, block in enumerate(blocks):
        if count[block] < 2:
            continue
        near = (*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2])
        captioned = len(block) <= CAPTION_LENGTH and any(map(is_picture_note, near))
        if block in kept or (captioned and index > 0):
            found.add(index)
        else:
            kept.add(block)
    return found


REPEAT_LENGTH = 60
"""Shorter lines come again in speech and verse."""


def masthead(block: str, publisher: str | None) -> bool:
    """Whether a line is the publisher's name: "The Boston Globe" on bostonglobe.com."""
    if publisher is None or len(block) > 40:
        return False
    own = "".join(c for c in block.casefold() if c.isalnum()).removeprefix("the")
    name = publisher.casefold().split("/")[0].removeprefix("www.").removeprefix("the ")
    core = (
        "".join(c for c in name.rsplit(".", 1)[0] if c.isalnum())
        if "." in name
        else name.replace(" ", "")
    )
    return len(own) > 2 and own == core


def furniture_of(blocks: Sequence[str], publisher: str | None = None) -> list[bool]:
    """Say for each paragraph of a report whether it is furniture; ``publisher`` names its masthead.

    Under a heading of links that stands behind the first paragraph of text, headlines are
    furniture up to the next paragraph that reads as text; at most :data:`LINK_LIST` of them.
    """
    found: list[bool] = []
    links = 0
    in_body = False
    repeats = _repeats(blocks)
    for index, block in enumerate(blocks):
        heading = opens_link_list(block)
        if heading or index in repeats or masthead(block, publisher) or is_furniture(block):
            found.append(True)
            if heading:
                links = LINK_LIST if in_body else 0
        elif links and reads_as_link(block):
            found.append(True)
            links -= 1
        else:
            links = 0
            if not in_body and index + 1 < len(blocks) and _SIGNED.search(block):
                found.append(True)
                continue
            in_body = in_body or (len(block) > 60 and _ENDS_SENTENCE.search(block) is not None)
            found.append(False)
    return found


LINK_LIST = 12
"""Headlines under one heading; longer lists in `reports/` are the page's index, not a box."""
