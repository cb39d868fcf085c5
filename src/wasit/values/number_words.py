"""The words numbers are made of, in six languages, as tables.

Each language has four tables, written ``word=value`` with look-alike forms joined by ``/``:

``SMALL``     values that add up (1-99, and whole hundreds that are one word);
``HUNDRED``   words that multiply what stands before them by a hundred;
``SCALE``     thousand and above; a leading ``~`` marks plurals that alone name no number;
``ORDINAL``   first, second, third ...;
``FRACTION``  half, third, quarter ...

Keys are folded by ``fold_word`` when a table is first used.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from wasit.values.languages import Language
from wasit.values.tokens import fold_word

__all__ = ["ARTICLES", "JOINERS", "NumberWords", "number_words"]

JOINERS: dict[Language, frozenset[str]] = {
    "en": frozenset({"and", "-"}),
    "fr": frozenset({"et", "-"}),
    "es": frozenset({"y", "e"}),
    "ar": frozenset({"و"}),
    "fa": frozenset({"و"}),
    "ru": frozenset({"с", "и"}),
}
ARTICLES: dict[Language, frozenset[str]] = {
    "en": frozenset({"a", "an"}),
    "fr": frozenset({"un", "une", "le", "la"}),
    "es": frozenset({"un", "una"}),
    "ar": frozenset(),
    "fa": frozenset(),
    "ru": frozenset(),
}

_SMALL: dict[Language, str] = {
    "en": """zero/nil=0 one=1 two/twice/couple=2 three/thrice=3 four=4 five=5 six=6 seven=7 eight=8
        nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17
        eighteen=18 nineteen=19 twenty=20 thirty=30 forty/fourty=40 fifty=50 sixty=60 seventy=70
        eighty=80 ninety=90""",
    "fr": """zéro=0 un/une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10
        onze=11 douze=12 treize=13 quatorze=14 quinze=15 seize=16 vingt/vingts=20 trente=30
        quarante=40 cinquante=50 soixante=60 septante=70 octante/huitante=80 nonante=90
        dizaine=10 douzaine=12 quinzaine=15 vingtaine=20 trentaine=30 quarantaine=40
        cinquantaine=50 soixantaine=60 centaine=100""",
    "es": """cero=0 un/uno/una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9
        diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 dieciséis=16 diecisiete=17
        dieciocho=18 diecinueve=19 veinte=20 veintiuno/veintiún/veintiuna=21 veintidós=22
        veintitrés=23 veinticuatro=24 veinticinco=25 veintiséis=26 veintisiete=27 veintiocho=28
        veintinueve=29 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80
        noventa=90 cien/ciento/centenar=100 doscientos/doscientas=200 trescientos/trescientas=300
        cuatrocientos/cuatrocientas=400 quinientos/quinientas=500 seiscientos/seiscientas=600
        setecientos/setecientas=700 ochocientos/ochocientas=800 novecientos/novecientas=900
        decena=10 docena=12 quincena=15 veintena=20 treintena=30""",
    "ar": """صفر=0 واحد/واحدة=1 اثنان/اثنين/اثنتان/اثنتين/إثنان/إثنين/اثنا/اثني/اثنتا/اثنتي=2
        ثلاثة/ثلاث=3 أربعة/أربع=4 خمسة/خمس=5 ستة/ست=6 سبعة/سبع=7 ثمانية/ثماني/ثمان=8 تسعة/تسع=9
        عشرة/عشر=10 عشرون/عشرين=20 ثلاثون/ثلاثين=30 أربعون/أربعين=40 خمسون/خمسين=50
        ستون/ستين=60 سبعون/سبعين=70 ثمانون/ثمانين=80 تسعون/تسعين=90
        مئتان/مئتين/مائتان/مائتين/مئتا/مئتي/مائتا/مائتي=200 ثلاثمئة/ثلاثمائة=300
        أربعمئة/أربعمائة=400 خمسمئة/خمسمائة=500 ستمئة/ستمائة=600 سبعمئة/سبعمائة=700
        ثمانمئة/ثمانمائة/ثمانيمئة=800 تسعمئة/تسعمائة=900""",
    "fa": """صفر=0 یک=1 دو=2 سه=3 چهار=4 پنج=5 شش=6 هفت=7 هشت=8 نه=9 ده=10 یازده=11 دوازده=12
        سیزده=13 چهارده=14 پانزده=15 شانزده=16 هفده=17 هجده/هیجده=18 نوزده=19 بیست=20 سی=30
        چهل=40 پنجاه=50 شصت=60 هفتاد=70 هشتاد=80 نود=90 صد/یکصد=100 دویست=200 سیصد=300
        چهارصد=400 پانصد=500 ششصد=600 هفتصد=700 هشتصد=800 نهصد=900""",
    "ru": """ноль/нуль=0 один/одна/одно/одного/одной/одному/одним/одном/одну=1
        два/две/двух/двум/двумя=2 три/трех/трем/тремя/трое=3 четыре/четырех/четырем/четырьмя=4
        пять/пяти/пятью=5 шесть/шести/шестью=6 семь/семи/семью=7 восемь/восьми/восемью=8
        девять/девяти/девятью=9 десять/десяти/десятью=10 одиннадцать/одиннадцати=11
        двенадцать/двенадцати=12 тринадцать/тринадцати=13 четырнадцать/четырнадцати=14
        пятнадцать/пятнадцати=15 шестнадцать/шестнадцати=16 семнадцать/семнадцати=17
        восемнадцать/восемнадцати=18 девятнадцать/девятнадцати=19 двадцать/двадцати=20
        тридцать/тридцати=30 сорок/сорока=40 пятьдесят/пятидесяти=50 шестьдесят/шестидесяти=60
        семьдесят/семидесяти=70 восемьдесят/восьмидесяти=80 девяносто/девяноста=90
        сто/ста/сотня/сотню=100 двести/двухсот=200 триста/трехсот=300 четыреста/четырехсот=400
        пятьсот/пятисот/пятистах/пятистам=500 шестьсот/шестисот/шестистах/шестистам=600
        семьсот/семисот/семистах/семистам=700
        восемьсот/восьмисот/восьмистах/восьмистам=800
        девятьсот/девятисот=900 двое/двоих/двоим=2 троих/троим=3
        четверо/четверых/четверым=4 пятеро/пятерых=5 шестеро/шестерых=6 семеро/семерых=7 десяток=10
        дюжина/дюжину=12 полтора/полторы=3/2""",
}
_HUNDRED: dict[Language, str] = {
    "en": "hundred",
    "fr": "cent/cents",
    "es": "",
    "ar": "مئة/مائة/مية",
    "fa": "",
    "ru": "",
}
_SCALE: dict[Language, str] = {
    "en": """dozen=12 thousand=1000 million/mn/mln=1000000 billion/bn=1000000000
        trillion/tn=1000000000000 ~thousands=1000 ~millions=1000000 ~billions=1000000000""",
    "fr": """mille=1000 ~millier/~milliers=1000 ~million/~millions=1000000
        ~milliard/~milliards=1000000000 ~billion/~billions=1000000000000""",
    "es": """mil=1000 ~miles=1000 ~millón/~millones=1000000 ~millardo=1000000000
        ~billón/~billones=1000000000000""",
    "ar": """ألف/ألفا=1000 ~آلاف=1000 ألفان/ألفين/ألفي=2000 مليون/مليونا=1000000 ~ملايين=1000000
        مليونان/مليونين/مليوني=2000000 مليار/مليارا/بليون=1000000000 ~مليارات=1000000000
        ملياران/مليارين/ملياري=2000000000 تريليون=1000000000000""",
    "fa": """هزار=1000 میلیون=1000000 میلیارد=1000000000 تریلیون=1000000000000""",
    "ru": """тысяча/тысячу/тысячи/тысяч/тысяче/тыс=1000 миллион/миллиона/миллионов/млн=1000000
        миллиард/миллиарда/миллиардов/млрд=1000000000
        триллион/триллиона/триллионов=1000000000000""",
}
_ORDINAL: dict[Language, str] = {
    "en": """first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10
        eleventh=11 twelfth=12 thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16
        seventeenth=17 eighteenth=18 nineteenth=19 twentieth=20 thirtieth=30 fortieth=40
        fiftieth=50 hundredth=100""",
    "fr": """premier/première/premiers/premières/1er/1re=1 deuxième/second/seconde=2 troisième=3
        quatrième=4 cinquième=5 sixième=6 septième=7 huitième=8 neuvième=9 dixième=10 onzième=11
        douzième=12 quinzième=15 vingtième=20 trentième=30 centième=100""",
    "es": """primero/primera/primer/primeros/primeras=1 segundo/segunda=2 tercero/tercera/tercer=3
        cuarta=4 quinta=5 sexto/sexta=6 séptimo/séptima=7 octavo/octava=8
        noveno/novena=9 décimo/décima=10 undécimo=11 duodécimo=12 vigésimo=20""",
    "ar": """أول/أولى=1 ثاني/ثانية=2 ثالث/ثالثة=3 رابع/رابعة=4 خامس/خامسة=5 سادس/سادسة=6
        سابع/سابعة=7 ثامن/ثامنة=8 تاسع/تاسعة=9 عاشر/عاشرة=10""",
    "fa": """اول/نخست/یکم=1 دوم=2 سوم=3 چهارم=4 پنجم=5 ششم=6 هفتم=7 هشتم=8 نهم=9 دهم=10 یازدهم=11
        دوازدهم=12 سیزدهم=13 چهاردهم=14 پانزدهم=15 شانزدهم=16 هفدهم=17 هجدهم=18 نوزدهم=19
        بیستم=20 سی‌ام=30 صدم=100""",
    "ru": "",
}
_RUSSIAN_ORDINALS = """перв=1 втор=2 четверт=4 пят=5 шест=6 седьм=7 восьм=8 девят=9 десят=10
    одиннадцат=11 двенадцат=12 тринадцат=13 четырнадцат=14 пятнадцат=15 шестнадцат=16 семнадцат=17
    восемнадцат=18 девятнадцат=19 двадцат=20 тридцат=30 сороков=40"""
_RUSSIAN_ENDINGS = ("ый", "ой", "ая", "ое", "ого", "ому", "ым", "ом", "ую", "ые", "ых")
_FRACTION: dict[Language, str] = {
    "en": """half/halves=1/2 third/thirds=1/3 quarter/quarters/fourth/fourths=1/4 fifth/fifths=1/5
        sixth/sixths=1/6 eighth/eighths=1/8 tenth/tenths=1/10""",
    "fr": """demi/demie/moitié=1/2 tiers=1/3 quart/quarts=1/4 cinquième/cinquièmes=1/5
        dixième/dixièmes=1/10""",
    "es": """medio/media/mitad=1/2 tercio/tercios=1/3 cuarto/cuartos=1/4 quinto/quintos=1/5
        tercera/terceras=1/3 cuarta/cuartas=1/4 quinta/quintas=1/5
        décimo/décimos=1/10""",
    "ar": """نصف=1/2 ثلث=1/3 ثلثا/ثلثي/ثلثان/ثلثين=2/3 ربع=1/4 أرباع=1/4 أخماس=1/5""",
    "fa": "نیم/نصف/نیمی/نصفی=1/2 ثلث/سوم=1/3 ربع/چهارم=1/4 خمس/پنجم=1/5 دهم=1/10",
    "ru": """половина/половину/половины/половиной/половине=1/2 треть/трети/третью=1/3
        четверть/четверти=1/4 пятая/пятых=1/5""",
}


@dataclass(frozen=True, slots=True)
class NumberWords:
    """One language's tables, by folded word."""

    small: dict[str, Fraction]
    hundred: frozenset[str]
    scale: dict[str, int]
    plural_scale: frozenset[str]
    ordinal: dict[str, int]
    fraction: dict[str, Fraction]


def _table(source: str) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for entry in source.split():
        forms, _, value = entry.partition("=")
        for form in forms.split("/"):
            found[fold_word(form)] = Fraction(value)
    return found


@cache
def number_words(language: Language) -> NumberWords:
    """The tables of one language, folded once."""
    scale = _table(_SCALE[language])
    ordinal = _table(_ORDINAL[language])
    if language == "ru":
        for stem, value in _table(_RUSSIAN_ORDINALS).items():
            ordinal.update({stem + ending: value for ending in _RUSSIAN_ENDINGS})
        ordinal.update(_table("третий/третья/третье/третьего/третьей/третьему/третьем/третью=3"))
    return NumberWords(
        small=_table(_SMALL[language]),
        hundred=frozenset(fold_word(form) for form in _HUNDRED[language].split("/") if form),
        scale={word.lstrip("~"): int(value) for word, value in scale.items()},
        plural_scale=frozenset(word.lstrip("~") for word in scale if word.startswith("~")),
        ordinal={word: int(value) for word, value in ordinal.items()},
        fraction=_table(_FRACTION[language]),
    )
