"""Whether a credited name is an agency, an outlet or a person."""

from __future__ import annotations

import re

AGENCIES: dict[str, str] = {
    key: name
    for name, keys in {
        "Associated Press": "associated press|the associated press|ap|ap news|ap exclusive|ассошиэйтед пресс",
        "Reuters": "reuters|thomson reuters|reuters news agency|reuters staff|рейтер|рейтерс",
        "AFP": "afp|agence france-presse|agence france presse|afp-relaxnews|франс пресс|франс-пресс|афп",
        "TASS": "tass|itar-tass|тасс|итар-тасс",
        "Interfax": "interfax|интерфакс|interfax-ukraine|interfax ukraine",
        "RIA Novosti": "ria novosti|ria|рия новости|риа новости",
        "EFE": "efe|agencia efe|эфе",
        "dpa": "dpa|deutsche presse-agentur|дпа",
        "ANSA": "ansa",
        "Xinhua": "xinhua|xinhua news agency|new china news agency|синьхуа",
        "Kyodo": "kyodo|kyodo news|jiji|jiji press|киодо",
        "Yonhap": "yonhap|yonhap news agency|ёнхап",
        "Anadolu": "anadolu|anadolu agency|aa|anadolu ajansi|anadolu ajansı|анадолу",
        "SANA": "sana|syrian arab news agency|сана",
        "IRNA": "irna|islamic republic news agency|ирна",
        "PTI": "pti|press trust of india",
        "ANI": "ani|asian news international",
        "IANS": "ians|indo-asian news service",
        "UPI": "upi|united press international",
        "PA": "pa|press association|pa media",
        "Bloomberg": "bloomberg|bloomberg news|блумберг",
        "CNN": "cnn|cnn newsource|cnn wire|си-эн-эн",
        "Tribune News Service": "tns|tribune news service",
        "Ukrinform": "ukrinform|укринформ|укрінформ",
        "Unian": "unian|унiан|уніан|униан",
        "Thomson Reuters Foundation": "thomson reuters foundation",
        "Inter Press Service": "ips|inter press service",
        "WAFA": "wafa",
        "MENA": "mena",
        "Qatar News Agency": "qna|qatar news agency",
        "GNA": "gna|ghana news agency",
        "NAN": "nan|news agency of nigeria",
        "Belga": "belga",
        "APA": "apa",
        "SDA": "sda|keystone-sda|ats",
        "Rossiya Segodnya": "rossiya segodnya|россия сегодня",
        "Sputnik": "sputnik|sputnik news|sputnik news agency|спутник",
        "Regnum": "regnum|ia regnum|иа regnum|регнум|иа регнум",
        "Rosbalt": "rosbalt|росбалт",
        "BelTA": "belta|белта",
        "BelaPAN": "belapan|белапан",
        "Kazinform": "kazinform|казинформ",
        "KazTAG": "kaztag|казтаг",
        "Kabar": "kabar news agency|кабар",
        "AKIpress": "akipress|акипресс",
        "Khovar": "khovar|ховар",
        "UzA": "national news agency of uzbekistan|uzbekistan national news agency",
        "Azertac": "azertac|azertag|azərtac|азертадж",
        "Trend": "trend news agency|иа тренд",
        "Turan": "turan news agency|turan information agency|агентство туран",
        "Armenpress": "armenpress|арменпресс",
        "Interpressnews": "interpressnews|интерпрессньюс",
        "RBC-Ukraine": "rbc-ukraine|рбк-украина|рбк-україна",
        "Moldpres": "moldpres|молдпрес",
        "Infotag": "infotag|инфотаг",
        "PAP": "pap|polish press agency|polska agencja prasowa",
        "CTK": "ctk|čtk|czech news agency",
        "TASR": "tasr",
        "MTI": "mti|hungarian news agency",
        "Agerpres": "agerpres",
        "BTA": "bta|bulgarian news agency|bulgarian telegraph agency|бта",
        "Tanjug": "tanjug|tanjug news agency|танюг",
        "HINA": "hina|croatian news agency",
        "FENA": "fena",
        "STA": "slovenian press agency|slovenska tiskovna agencija",
        "ANA-MPA": "ana-mpa|amna|athens news agency|athens-macedonian news agency",
        "Lusa": "lusa|agência lusa|lusa news agency",
        "TT": "tt news agency|tidningarnas telegrambyrå",
        "NTB": "ntb|norsk telegrambyrå",
        "Ritzau": "ritzau",
        "STT": "stt-lehtikuva|finnish news agency",
        "BNS": "bns|baltic news service",
        "LETA": "leta",
        "ELTA": "elta",
        "ANP": "anp|algemeen nederlands persbureau",
        "Europa Press": "europa press",
        "Adnkronos": "adnkronos",
        "AAP": "aap|australian associated press",
        "Canadian Press": "canadian press|la presse canadienne",
        "Notimex": "notimex",
        "Telam": "telam|télam",
        "Prensa Latina": "prensa latina",
        "Agência Brasil": "agencia brasil|agência brasil",
        "KCNA": "kcna|korean central news agency|цтак",
        "Antara": "antara news|antara news agency",
        "Bernama": "bernama",
        "VNA": "vietnam news agency",
        "China News Service": "china news service",
        "UNI": "united news of india",
        "APP": "associated press of pakistan",
        "Bakhtar": "bakhtar news agency|bakhtar",
        "Pajhwok": "pajhwok|pajhwok afghan news|pajhwok news agency",
        "Khaama Press": "khaama press",
        "Tasnim": "tasnim|tasnim news agency|тасним",
        "Fars": "fars news|fars news agency",
        "Mehr": "mehr news|mehr news agency",
        "ISNA": "isna|iranian students news agency|iranian students' news agency",
        "INA": "iraqi news agency",
        "Petra": "petra news agency|jordan news agency",
        "Saudi Press Agency": "saudi press agency",
        "KUNA": "kuna|kuwait news agency",
        "WAM": "wam|emirates news agency",
        "Saba": "saba news agency|yemen news agency",
        "NNA": "lebanese national news agency|lebanon's national news agency",
        "SUNA": "suna|sudan news agency",
        "LANA": "libyan news agency",
        "APS": "algeria press service|algérie presse service",
        "TAP": "tunis afrique presse",
        "MAP": "maghreb arab press|maghreb arabe presse",
        "ENA": "ethiopian news agency",
        "SONNA": "sonna|somali national news agency",
        "DHA": "demirören news agency|demiroren news agency|dogan news agency|doğan news agency",
        "IHA": "ihlas news agency|ihlas haber ajansi|ihlas haber ajansı",
        "ANHA": "anha|hawar news agency|hawar news",
        "ANF": "firat news agency|anf news",
        "Amaq": "amaq|amaq news agency|амак",
        "Panapress": "panapress|panafrican news agency|pan-african news agency",
        "Dow Jones": "dow jones newswires",
        "Scripps Howard News Service": "scripps howard news service",
        "Cox News Service": "cox news service",
        "New York Times News Service": "new york times news service|nyt news service",
        "Religion News Service": "religion news service",
        "Jewish Telegraphic Agency": "jewish telegraphic agency",
    }.items()
    for key in keys.split("|")
}
"""Name as printed, in lower case, to the agency's name: agencies that the press credits, as
their own style guides and sites write them."""

OUTLETS = (
    "New York Times", "Washington Post", "Los Angeles Times", "Wall Street Journal", "USA TODAY",
    "USA Today", "Chicago Tribune", "Boston Globe", "Boston Herald", "Miami Herald",
    "Tribune Washington Bureau", "McClatchy Washington Bureau", "Washington Times",
    "Washington Examiner", "New York Post", "New York Daily News", "Star Tribune", "Seattle Times",
    "San Francisco Chronicle", "Houston Chronicle", "Dallas Morning News", "Philadelphia Inquirer",
    "Denver Post", "Detroit News", "Detroit Free Press", "Bloomberg News", "CBS News", "NBC News",
    "ABC News", "Fox News", "BBC News", "Sky News", "Al Jazeera", "Daily Mail", "MailOnline",
    "The Guardian", "The Independent", "The Times", "Financial Times", "The Economist",
    "Foreign Policy", "Kyiv Post", "Kyiv Independent", "Moscow Times", "Kommersant", "Meduza",
    "Deutsche Welle", "Le Monde", "El País", "Der Spiegel", "Haaretz", "Times of Israel",
    "Jerusalem Post", "Daily Sabah", "Hurriyet Daily News", "Dawn", "Times of India",
    "Hindustan Times", "South China Morning Post", "Voice of America", "Radio Free Europe",
    "Radio Liberty", "National Public Radio", "Politico", "Axios", "BuzzFeed News", "HuffPost",
)  # fmt: skip
"""Outlets whose names stand behind a reporter's in by-lines of other papers, without a comma."""

_SHORT = frozenset(key for key in AGENCIES if len(key) <= 4)
"""Short forms, which name an agency only in capitals: "AP", not "Ap" or "pa"."""

_ORGANISATION = re.compile(
    r"\b(?:news|newsroom|newswire|videos?|view|times|post|press|agency|agencies|agence|staff|service|services|team|"
    r"online|media|network|desk|bureau|cent(?:er|re)|institute|journal|herald|tribune|gazette|globe|"
    r"telegraph|guardian|observer|review|magazine|radio|television|tv|channel|foundation|research|"
    r"project|committee|ministry|department|government|university|college|front|watch|monitor|group|"
    r"editorial|editors?|reporters?|correspondents?|writers?|wires?|contributors?|international|"
    r"sentinel|republic|inquirer|enquirer|courier|dispatch|examiner|ledger|bulletin|advertiser|"
    r"chronicle|sun|mail|daily|weekly|report|reports|digest|council|association|society|mission|"
    r"command|embassy|office|redaktion|redaction|zeitung|presse|presseamt|pressestelle|pressedienst|nachrichten|rundfunk|verlag|"
    r"magazin|zeitschrift|verband|verein|stiftung|bund|\w{4,}(?:zeitung|verband|verein|stiftung|fraktion|ministerium|agentur|magazin)|universität|"
    r"institut|agentur(?:en)?|agence|agenzia|agencia|redacción|rédaction|redazione|redactie|journal|diario|periódico|"
    r"fondation|fundación|fondazione|asociación|ministère|ministerio|commons|inc|ltd|"
    r"llc|gmbh|corp|co|group|editor(?:ial)?|live|today|world|conversation|hill|blog|policy|army)\b",
    re.I,
)
_PERSON_WORD = r"(?:[^\W\d_](?:[\w'’.-]*[\w'’.])?|(?:de|von|van|der|den|del|della|di|da|al|el|bin|ibn|la|le|ter|zu|y|e|dos)\b)"
_PERSON = re.compile(rf"{_PERSON_WORD}(?: {_PERSON_WORD}){{1,5}}$")
PARTICLES = frozenset(
    [
        "de",
        "von",
        "van",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "al",
        "el",
        "bin",
        "ibn",
        "la",
        "le",
        "ter",
        "zu",
        "y",
        "e",
        "dos",
    ]
)


def agency_of(name: str) -> str | None:
    """Give the agency that ``name`` is, or None ("ap" and "Pa" are none, "AP" is)."""
    bare = re.sub(r"^[\s(«\"'“]+|[\s).,»\"'”]+$", "", name)
    key = re.sub(r"^the\s+", "", bare.casefold()) if len(bare) > 8 else bare.casefold()
    if key in _SHORT and not bare.isupper():
        return "dpa" if bare == "dpa" else None
    return AGENCIES.get(key)


_WIRE = re.compile(
    r"\b(?:news(?:paper)? (?:agency|service|wire)|newswire|wire service|press (?:agency|association)|"
    r"agence (?:de )?presse|presse-?agentur|nachrichten-?agentur|agencia|agenzia|informationsdienst)\b",
    re.I,
)


def is_wire(name: str) -> bool:
    """Whether a name is an agency's: one that is listed, or one that calls itself an agency."""
    return agency_of(name) is not None or (
        _WIRE.search(name) is not None and len(name.split()) <= 6
    )


def is_organisation(name: str) -> bool:
    """Whether a credited name reads as an outlet, a body or a desk, not as a person."""
    return (
        agency_of(name) is not None
        or _ORGANISATION.search(name) is not None
        or re.search(r"(?:\w\.(?:com|org|net|ru|de|ch|at|uk|info|fr|eu|us|tv|co)\b|https?:)", name)
        is not None
        or (" " not in name and name.isupper() and 2 <= len(name) <= 6)
    )


_NO_NAME = re.compile(
    r"\b(?:house|nations?|states?|court|york|world|cup|story|security|trump|politics|opinion|"
    r"business|sports?|war|east|west|north|south|union|kingdom|street|city|air|force|white|human|"
    r"rights|middle|special|breaking|exclusive|analysis|photos?|videos?|watch|live|updates?|more|"
    r"here|the|this|that|what|why|how|who|when|after|before|new|top|best|all|about|read|"
    r"trigger|toggle|modal|menu|button|click|caption|gallery|slideshow|stories|popular|"
    r"county|valley|island|village|township|one|two|three|four|five|six)\b",
    re.I,
)


def is_bare_name(line: str) -> bool:
    """Whether a line of its own is a person's name and no heading: two or three words, none common."""
    if line.casefold().startswith(("der ", "die ", "das ", "les ", "los ", "ein ")):
        return False
    return 2 <= len(line.split()) <= 3 and is_person(line) and _NO_NAME.search(line) is None


def is_person(name: str) -> bool:
    """Whether a credited name is written as a person's: two to six words, each capitalised."""
    if is_organisation(name) or len(name) > 60 or not _PERSON.match(name):
        return False
    return all(word[0].isupper() or word.casefold() in PARTICLES for word in name.split())
