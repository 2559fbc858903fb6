"""Which currency a text names, by its code, its symbol or its name.

Our own table is enough to tell US dollars from the rest. Where it cannot tell, the person is asked.
"""

import re
import unicodedata

#: US dollars, however they are written, and dollars that may be those of any of thirty countries.
US_DOLLARS, DOLLARS = "USD", "$"

#: The codes of ISO 4217, with those withdrawn in recent years, which price lists still show.
_ISO_4217 = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
    "GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW "
    "KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD "
    "NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE "
    "SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED "
    "VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG "
    "ZWL"
)
CODES = frozenset(_ISO_4217.split())

#: Codes that are also words: "gel", "pen", "all". They count only where they stand alone with a number.
_ALSO_WORDS = frozenset(["ALL", "BAM", "BOB", "COP", "CUP", "GEL", "MAD", "MOP", "PEN", "SOS", "TOP", "TRY"])

#: Letters that mean a currency beside a number. Symbols such as the euro's have a category in Unicode.
_LETTERS = (
    *("kr", "Kr", "zł", "zl", "Kč", "Kc", "Ft", "lei", "leu", "лв", "руб", "р", "грн", "ден", "дин", "din"),
    *("KM", "Rs", "Re", "RM", "Rp", "R", "Fr", "SFr", "sFr", "Dh", "Dhs", "DH", "SR", "QR", "KD", "BD", "JD"),
    *("LE", "TL", "NIS", "KSh", "Ksh", "TSh", "USh", "Sh", "S/", "Bs", "Gs", "B/", "FCFA", "CFA", "F", "Q"),
    *("L", "P", "N", "Br", "Tk", "Nu", "Rf", "RMB", "NTD", "STG", "元", "円", "圆", "圓", "원", "đ"),
    *("دإ", "رس", "رق", "دك", "جم", "رع", "دب", "دت", "دج", "دم"),
)

#: Names of currencies that rarely mean anything else.
_NAMES = (
    r"euros?|pounds?|sterling|rupees?|rupiah|ringgit|pesos?|reais|yen|yuan|renminbi|baht|dirhams?|riyals?|rials?|"
    r"dinars?|francs?|franken|kronor|kroner|krona|krone|koruna?|z[lł]oty|forints?|shekels?|liras?|naira|cedis?|"
    r"shillings?|rand|hryvnia|tenge|dong|taka|soles|lempiras?|quetzal(?:es)?"
)
_COUNTRIES = (
    r"canadian|australian|new zealand|singapore|hong kong|taiwan|jamaican|fiji(?:an)?|bermud(?:a|ian)|"
    r"barbad(?:os|ian)|bahamian|trinidad|belize|namibian?|brunei|liberian|caribbean"
)
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_IN_TEXT = re.compile(
    rf"{_NO_LETTER_BEFORE}(?:"
    r"(?P<us>(?i:usd ?\$?|u\.?s\.?a? ?\$|u\$s?|(?:u\.?s\.?|american|united states)[ -]dollars?))"
    rf"|(?P<other>(?i:(?:{_COUNTRIES}) dollars?|{_NAMES}){_NO_LETTER_AFTER})"
    r"|(?P<lettered>(?![kK]\$)[^\W\d_]{1,3}\$)"
    rf"|(?P<code>[A-Z]{{3}}){_NO_LETTER_AFTER}"
    rf"|(?P<named>(?i:dollars?){_NO_LETTER_AFTER})"
    r")"
    rf"|(?P<us_behind>\$ ?US[AD]?{_NO_LETTER_AFTER})"
    rf"|(?P<lettered_behind>\$ ?(?:CAN?|C|AU|A|NZ|HK|SG|MX|MN){_NO_LETTER_AFTER})"
    r"|(?P<dollar>\$)"
)
_LETTERED = "|".join(re.escape(letters) for letters in sorted(_LETTERS, key=len, reverse=True))
_BESIDE = re.compile(
    rf"{_NO_LETTER_BEFORE}(?P<before>{_LETTERED})\.? ?(?=\d)"
    rf"|(?<=\d) ?(?P<after>{_LETTERED}){_NO_LETTER_AFTER}"
)

#: The digits and punctuation around a currency that is alone with a number.
_AROUND = re.compile(r"[\d\s.,'’()\[\]{}:;#?+*_/|<>=–—-]+")

#: Words that name a currency only where there is nothing but a number beside them, case-sensitive.
_ALONE = _ALSO_WORDS | {letters.replace("/", "") for letters in _LETTERS}

#: Currencies that a bare "$" may mean.
_DOLLARS_AND_PESOS = (
    "ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NIO NZD SBD SGD SRD SVC "
    "TTD TWD USD UYU XCD ZWL"
)

#: Several spellings of one currency, so that a list with both is not a mixed one.
_SAME = {
    **{"£": "GBP", "pound": "GBP", "pounds": "GBP", "sterling": "GBP", "stg": "GBP"},
    **{"€": "EUR", "euro": "EUR", "euros": "EUR", "₹": "INR", "rs": "INR", "rupees": "INR"},
    **{"zł": "PLN", "zl": "PLN", "r$": "BRL"},
    **{"c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD", "s$": "SGD", "hk$": "HKD"},
}

#: A text longer than this names no currency: it is prose, or an attack.
LONGEST = 1_000


def currencies_in(text: str) -> tuple[str, ...]:
    """Every currency that ``text`` names, as it is written there; US dollars are always 'USD'."""
    if len(text) > LONGEST:
        return ()
    text = unicodedata.normalize("NFKC", text)
    found = []
    for match in _IN_TEXT.finditer(text):
        kind, shown = match.lastgroup, match[0].strip()
        if kind in ("us", "us_behind") or shown == US_DOLLARS:
            found.append(US_DOLLARS)
        elif kind in ("named", "dollar"):
            found.append(DOLLARS)
        elif kind != "code" or (shown in CODES and shown not in _ALSO_WORDS):
            found.append(shown)
    found += [sign for sign in text if sign != "$" and unicodedata.category(sign) == "Sc"]
    found += [match["before"] or match["after"] for match in _BESIDE.finditer(text)]
    alone = _AROUND.sub("", text)
    if alone in _ALONE or (alone.upper() in CODES and alone.upper() not in _ALSO_WORDS):
        found.append(US_DOLLARS if alone.upper() == US_DOLLARS else alone)
    return tuple(dict.fromkeys(found))


def currency_of(text: str) -> str:
    """The currency of a price: any other before US dollars, and those before a bare '$'; '' for none."""
    found = currencies_in(text)
    other = [currency for currency in found if currency not in (US_DOLLARS, DOLLARS)]
    return other[0] if other else next((c for c in (US_DOLLARS, DOLLARS) if c in found), "")


def is_other(currency: str) -> bool:
    """Whether this is a currency that cannot be US dollars."""
    return currency not in ("", US_DOLLARS, DOLLARS)


def is_same(one: str, other: str) -> bool:
    """Whether two spellings mean one currency; a bare '$' may be any dollar or peso."""
    first, second = (_SAME.get(c.casefold(), c.upper()) for c in (one, other))
    if DOLLARS in (first, second):
        return any(
            c in _DOLLARS_AND_PESOS.split() or c.endswith("$") or c.startswith("PESO") or "DOLLAR" in c
            for c in ({first, second} - {DOLLARS} or {US_DOLLARS})
        )
    return first == second


#: Dollars before a number, and after one.
_DOLLARS_FIRST = re.compile(r"^ *(?:usd ?\$?|u\.?s\.? ?\$|\$ ?us|\$) ?", re.IGNORECASE)
_DOLLARS_LAST = re.compile(r" ?(?:usd ?\$?|u\.?s\.? ?\$|\$ ?us|\$|(?:us )?dollars)$", re.IGNORECASE)


def without_dollars(text: str) -> str:
    """``text`` without a symbol or name of dollars before or after it."""
    bare = _DOLLARS_FIRST.sub("", text, count=1)
    return _DOLLARS_LAST.sub("", bare.rstrip(), count=1).strip()
