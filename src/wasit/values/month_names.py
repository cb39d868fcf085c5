# ruff: noqa: E501 - tables of words are kept one entry a line
"""Names of months, weekdays, relative days, parts of the day and zones, in six languages.

Gregorian months carry their CLDR names with Levantine (كانون الثاني), Egyptian (يناير) and
Maghrebi (جانفي, غشت) ones; Jalali and Hijri months are known in every language, in the spellings
in use. Words of a name are tied by ``_``; forms of one thing are divided by ``/``.
"""

from functools import cache

from wasit.values.found import Calendar
from wasit.values.languages import Language
from wasit.values.tokens import fold_word

__all__ = [
    "Names",
    "day_parts",
    "month_names",
    "part_words",
    "relative_days",
    "weekday_names",
    "zone_names",
]

Names = dict[tuple[str, ...], int]

_GREGORIAN: dict[Language, str] = {
    "en": """january/jan february/feb march/mar april/apr may june/jun july/jul august/aug
        september/sept/sep october/oct november/nov december/dec""",
    "fr": """janvier/janv février/févr/fév mars avril/avr mai juin juillet/juil août/aout
        septembre octobre/oct novembre/nov décembre/déc""",
    "es": """enero/ene febrero/feb marzo abril/abr mayo junio/jun julio/jul agosto/ago
        septiembre/setiembre/sept octubre/oct noviembre/nov diciembre/dic""",
    "ar": """يناير/كانون_الثاني/جانفي/ينايرا فبراير/شباط/فيفري/فبرائر مارس/آذار/اذار
        أبريل/نيسان/أفريل/إبريل/ابريل مايو/أيار/ماي/ايار يونيو/حزيران/جوان/يونية/يونيه
        يوليو/تموز/جويلية/يوليوز/يولية/يوليه أغسطس/آب/أوت/غشت/اغسطس سبتمبر/أيلول/شتنبر/ايلول
        أكتوبر/تشرين_الأول/اكتوبر نوفمبر/تشرين_الثاني/نونبر/نوفنبر ديسمبر/كانون_الأول/دجنبر""",
    "fa": """ژانویه/جنوری/ژانویهٔ فوریه/فبروری مارس/مارچ آوریل/اپریل مه/می/میٔ ژوئن/جون
        ژوئیه/جولای/جولایی اوت/اگست/آگوست سپتامبر/سپتمبر اکتبر نوامبر/نومبر دسامبر/دسمبر""",
    "ru": """январь/января/январе/январю/янв февраль/февраля/феврале/фев март/марта/марте
        апрель/апреля/апреле/апр май/мая/мае июнь/июня/июне июль/июля/июле
        август/августа/августе/авг сентябрь/сентября/сентябре/сент октябрь/октября/октябре/окт
        ноябрь/ноября/ноябре/нояб декабрь/декабря/декабре/дек""",
}
_JALALI: dict[Language, str] = {
    "en": """farvardin ordibehesht khordad tir mordad/amordad shahrivar mehr aban azar dey/dei
        bahman esfand""",
    "fr": """farvardin ordibehesht/ordibéhesht khordad tir mordad shahrivar/chahrivar mehr aban/abân
        azar dey bahman/bahmân esfand""",
    "es": "farvardín/farvardin ordibehesht jordad/khordad tir mordad shahrivar mehr aban azar dey "
    "bahman esfand",
    "ar": "فروردين أرديبهشت خرداد تير مرداد شهريور مهر آبان آذر دي بهمن إسفند/اسفند",
    "fa": """فروردین/حمل اردیبهشت/ثور خرداد/جوزا تیر/سرطان مرداد/اسد شهریور/سنبله مهر/میزان
        آبان/عقرب آذر/قوس دی/جدی بهمن/دلو اسفند/حوت""",
    "ru": """фарвардин/фарвардина ордибехешт/ордибехешта хордад/хордада тир/тира мордад/мордада
        шахривар/шахривара мехр/мехра абан/абана азар/азара дей/дея бахман/бахмана
        эсфанд/эсфанда""",
}
_HIJRI: dict[Language, str] = {
    "en": """muharram/moharram safar rabi_al_awwal/rabi_i/rabi_al-awwal/rabi_-_al_-_awwal/rabi_'_al_-_awwal/rabi_al_-_awwal
        rabi_al_thani/rabi_ii/rabi_al_-_thani/rabi_al_-_akhir
        jumada_al_awwal/jumada_i/jumada_al_-_awwal/jumada_al_-_ula
        jumada_al_thani/jumada_ii/jumada_al_-_thani/jumada_al_-_akhira
        rajab shaaban/shaban/sha_'_ban/sha'ban ramadan/ramazan/ramadhan shawwal/shawal
        dhu_al_qadah/dhu_al_-_qadah/dhu_al_-_qa_'_dah/dhu_l_-_qa_'_da/zilqad
        dhu_al_hijjah/dhu_al_-_hijjah/dhu_l_-_hijja/zilhijja""",
    "fr": """mouharram/muharram safar rabi_al_-_awwal/rabia_al_awal rabi_al_-_thani
        joumada_al_-_oula joumada_al_-_thania rajab chaabane/chaabân/chaaban ramadan chawwal/chaoual
        dhou_al_-_qi_'_da/dhou_al_qida dhou_al_-_hijja/dhou_al_hijja""",
    "es": """muharram safar rabi_al_-_awwal rabi_al_-_thani yumada_al_-_awwal yumada_al_-_thani
        rayab/rajab shaabán/shaban ramadán/ramadan shawwal du_al_-_qada/dhu_al_-_qadah
        du_al_-_hiyya/dhu_al_-_hijjah""",
    "ar": """محرم/المحرم/محرّم صفر ربيع_الأول ربيع_الآخر/ربيع_الثاني جمادى_الأولى/جمادى_الأول
        جمادى_الآخرة/جمادى_الثانية رجب شعبان رمضان شوال ذو_القعدة/ذي_القعدة ذو_الحجة/ذي_الحجة""",
    "fa": """محرم صفر ربیع‌الاول/ربیع_الاول ربیع‌الثانی/ربیع_الثانی جمادی‌الاول/جمادی_الاول
        جمادی‌الثانی/جمادی_الثانی رجب شعبان رمضان شوال ذیقعده/ذی‌القعده ذیحجه/ذی‌الحجه""",
    "ru": """мухаррам/мухаррама сафар/сафара раби_аль_-_авваль раби_ас_-_сани
        джумада_аль_-_уля джумада_ас_-_сани раджаб/раджаба шаабан/шаабана рамадан/рамадана/рамазана
        шавваль/шавваля зуль_-_када/зуль_-_каада зуль_-_хиджа/зуль_-_хиджжа/зульхиджи""",
}
_WEEKDAYS: dict[Language, str] = {
    "en": """monday/mondays/mon tuesday/tuesdays/tue wednesday/wednesdays/wed
        thursday/thursdays/thu friday/fridays/fri saturday/saturdays sunday/sundays""",
    "fr": "lundi/lundis mardi/mardis mercredi/mercredis jeudi/jeudis vendredi/vendredis "
    "samedi/samedis dimanche/dimanches",
    "es": "lunes martes miércoles jueves viernes sábado/sábados domingo/domingos",
    "ar": "الاثنين/الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "fa": "دوشنبه/دو_شنبه سه‌شنبه/سه_شنبه چهارشنبه/چهار_شنبه پنجشنبه/پنج‌شنبه/پنج_شنبه جمعه "
    "شنبه یکشنبه/یک‌شنبه/یک_شنبه",
    "ru": """понедельник/понедельника/понедельнику/понедельникам вторник/вторника/вторнику/вторникам
        среда/среду/среды/среде/средам четверг/четверга/четвергу/четвергам пятница/пятницу/пятницы/пятнице/пятницам
        суббота/субботу/субботы/субботе/субботам воскресенье/воскресенья/воскресенью/воскресеньям""",
}
_RELATIVE: dict[Language, dict[str, str]] = {
    "en": {"today": "today", "tomorrow": "tomorrow", "yesterday": "yesterday", "tonight": "tonight",
           "next week": "next_week/coming_week", "next month": "next_month/coming_month",
           "next year": "next_year/coming_year", "this week": "this_week",
           "this month": "this_month", "this year": "this_year", "last week": "last_week",
           "last month": "last_month", "last year": "last_year",
           "month end": "end_of_the_month/month_'_s_end/month's_end/end_of_month",
           "year end": "end_of_the_year/year_end/year's_end/end_of_year",
           "week end": "end_of_the_week/end_of_this_week",
           "day after tomorrow": "day_after_tomorrow",
           "easter": "easter/passover", "christmas": "christmas/xmas", "eid": "eid/eid_al_-_fitr/the_feast", "nowruz": "nowruz/newroz", "new year": "new_year/new_year's_day", "ashura": "ashura"},
    "fr": {"today": "aujourd_'_hui/aujourd_’_hui", "tomorrow": "demain", "yesterday": "hier",
           "tonight": "ce_soir/cette_nuit", "next week": "semaine_prochaine",
           "next month": "mois_prochain", "next year": "année_prochaine/an_prochain",
           "this week": "cette_semaine", "this month": "ce_mois", "this year": "cette_année",
           "last week": "semaine_dernière", "last month": "mois_dernier",
           "last year": "année_dernière/an_dernier", "month end": "fin_du_mois",
           "year end": "fin_de_l_'_année/fin_de_l_’_année", "week end": "fin_de_la_semaine",
           "day after tomorrow": "après_-_demain",
           "easter": "pâques", "christmas": "noël", "eid": "aïd/l'aïd", "nowruz": "norouz/nowruz", "new year": "nouvel_an"},
    "es": {"today": "hoy", "tomorrow": "mañana", "yesterday": "ayer", "tonight": "esta_noche",
           "next week": "próxima_semana/semana_próxima/semana_que_viene",
           "next month": "próximo_mes/mes_próximo/mes_que_viene",
           "next year": "próximo_año/año_próximo/año_que_viene", "this week": "esta_semana",
           "this month": "este_mes", "this year": "este_año", "last week": "semana_pasada",
           "last month": "mes_pasado", "last year": "año_pasado",
           "month end": "fin_de_mes/final_del_mes/fines_de_mes", "year end": "fin_de_año/final_del_año",
           "week end": "final_de_la_semana", "day after tomorrow": "pasado_mañana",
           "easter": "semana_santa/pascua", "christmas": "navidad/navidades", "eid": "eid", "nowruz": "nowruz", "new year": "año_nuevo"},
    "ar": {"today": "اليوم", "tomorrow": "غدا/الغد", "yesterday": "أمس/الأمس/البارحة",
           "tonight": "الليلة", "next week": "الأسبوع_المقبل/الأسبوع_القادم",
           "next month": "الشهر_المقبل/الشهر_القادم", "next year": "العام_المقبل/السنة_المقبلة/العام_القادم",
           "this week": "هذا_الأسبوع", "this month": "هذا_الشهر",
           "this year": "هذا_العام/هذه_السنة", "last week": "الأسبوع_الماضي",
           "last month": "الشهر_الماضي", "last year": "العام_الماضي/السنة_الماضية",
           "month end": "نهاية_الشهر/آخر_الشهر", "year end": "نهاية_العام/نهاية_السنة",
           "week end": "نهاية_الأسبوع", "day after tomorrow": "بعد_غد",
           "eid": "العيد/عيد_الفطر/عيد_الأضحى", "christmas": "عيد_الميلاد", "new year": "رأس_السنة", "nowruz": "النوروز/نوروز", "easter": "عيد_الفصح", "ashura": "عاشوراء"},
    "fa": {"today": "امروز", "tomorrow": "فردا", "yesterday": "دیروز", "tonight": "امشب",
           "next week": "هفته_آینده/هفتهٔ_آینده/هفته‌ی_آینده/هفته_بعد", "next month": "ماه_آینده/ماه_بعد",
           "next year": "سال_آینده/سال_بعد", "this week": "این_هفته/هفته_جاری",
           "this month": "این_ماه/ماه_جاری", "this year": "امسال/سال_جاری",
           "last week": "هفته_گذشته/هفتهٔ_گذشته", "last month": "ماه_گذشته",
           "last year": "سال_گذشته/پارسال", "month end": "پایان_ماه/آخر_ماه",
           "year end": "پایان_سال/آخر_سال", "week end": "پایان_هفته/آخر_هفته",
           "day after tomorrow": "پس‌فردا/پسفردا",
           "nowruz": "نوروز/عید_نوروز", "eid": "عید_فطر/عید_قربان", "christmas": "کریسمس", "ashura": "عاشورا", "new year": "سال_نو"},
    "ru": {"today": "сегодня", "tomorrow": "завтра", "yesterday": "вчера",
           "tonight": "сегодня_вечером/сегодня_ночью",
           "next week": "следующей_неделе/будущей_неделе/следующую_неделю/следующей_недели",
           "next month": "следующем_месяце/будущем_месяце/следующего_месяца",
           "next year": "следующем_году/будущем_году/следующего_года", "this week": "этой_неделе/этой_недели",
           "this month": "этом_месяце/этого_месяца", "this year": "этом_году/этого_года",
           "last week": "прошлой_неделе", "last month": "прошлом_месяце",
           "last year": "прошлом_году", "month end": "конца_месяца/конце_месяца/концу_месяца",
           "year end": "конца_года/конце_года/концу_года", "week end": "конца_недели/концу_недели/конце_недели",
           "day after tomorrow": "послезавтра",
           "easter": "пасха/пасхи/пасху/пасхе/пасхой", "christmas": "рождество/рождества/рождеству/рождеством", "new year": "новый_год/нового_года/новому_году/новым_годом", "eid": "ураза_-_байрам/курбан_-_байрам/ид", "nowruz": "навруз/новруз/навруза"},
}  # fmt: skip
_PARTS: dict[Language, dict[str, str]] = {
    "en": {"early": "early/beginning_of/start_of", "mid": "mid/middle_of", "late": "late", "end": "end_of"},
    "fr": {"early": "début/début_de", "mid": "mi/milieu_de/milieu_du_mois_de", "end": "fin/fin_de/la_fin_de/fin_du_mois_de/la_fin_du_mois_de"},
    "es": {"early": "principios_de/comienzos_de/inicios_de", "mid": "mediados_de",
           "end": "finales_de/fines_de/fin_de/finales_del_mes_de"},
    "ar": {"early": "مطلع/أوائل/بداية", "mid": "منتصف/أواسط", "late": "أواخر", "end": "نهاية/آخر"},
    "fa": {"early": "اوایل/آغاز/ابتدای", "mid": "اواسط/نیمه/میانه", "late": "اواخر", "end": "پایان/آخر"},
    "ru": {"early": "начале/начала/началу", "mid": "середине/середины", "end": "конце/конца/концу"},
}  # fmt: skip
_DAY_PARTS: dict[Language, dict[int, str]] = {
    "en": {720: "noon/midday", 0: "midnight", 360: "dawn/sunrise/daybreak", 1110: "dusk/sunset/sundown/nightfall"},
    "fr": {720: "midi", 0: "minuit", 360: "aube/lever_du_soleil/lever_au", 1110: "crépuscule/coucher_du_soleil"},
    "es": {720: "mediodía", 0: "medianoche", 360: "amanecer/alba", 1110: "anochecer/atardecer"},
    "ar": {720: "الظهر/ظهر/ظهرا/الظهيرة", 0: "منتصف_الليل", 360: "الفجر/فجر/فجرا", 1110: "الغروب/غروب_الشمس/المغرب"},
    "fa": {720: "ظهر", 0: "نیمه‌شب/نیمه_شب", 360: "سحر/سپیده‌دم/بامداد", 1110: "غروب"},
    "ru": {720: "полдень/полудня/полудню/полдня", 0: "полночь/полуночи/полуночью", 360: "рассвете/рассвета/рассвет",
           1110: "закате/заката/закату/закат"},
}  # fmt: skip
_ZONES: dict[str, str] = {
    "UTC": "utc/gmt/z/zulu/universal_time/temps_universel/tiempo_universal/بتوقيت_غرينتش/гринвичу",
    "local": "local_time/heure_locale/hora_local/بالتوقيت_المحلي/به_وقت_محلی/وقت_محلی/местному_времени/местного_времени",
    "Muscat": "muscat_time/heure_de_mascate/hora_de_mascate/بتوقيت_مسقط/به_وقت_مسقط/времени_маската",
    "Geneva": "geneva_time/heure_de_genève/hora_de_ginebra/بتوقيت_جنيف/به_وقت_ژنو",
    "Cairo": "cairo_time/heure_du_caire/hora_de_el_cairo/بتوقيت_القاهرة/به_وقت_قاهره",
    "Doha": "doha_time/heure_de_doha/hora_de_doha/بتوقيت_الدوحة/به_وقت_دوحه",
    "Tehran": "tehran_time/heure_de_téhéran/hora_de_teherán/بتوقيت_طهران/به_وقت_تهران/тегеранскому_времени",
    "Moscow": "moscow_time/heure_de_moscou/hora_de_moscú/بتوقيت_موسكو/московскому_времени/времени_москвы/мск",
    "CET": "cet/cest/central_european_time", "EST": "est/edt/eastern_time", "PST": "pst/pdt",
    "BST": "bst", "EET": "eet/eest", "IST": "ist",
}  # fmt: skip


def _keys(forms: str) -> list[tuple[str, ...]]:
    return [tuple(fold_word(word) for word in form.split("_")) for form in forms.split("/")]


def _numbered(source: str, first: int) -> Names:
    return {key: i for i, forms in enumerate(source.split(), first) for key in _keys(forms)}


@cache
def month_names(language: Language) -> dict[tuple[str, ...], tuple[Calendar, int]]:
    """Month names of all three calendars in one language, Gregorian names winning."""
    found: dict[tuple[str, ...], tuple[Calendar, int]] = {}
    for calendar, table in (
        (Calendar.GREGORIAN, _GREGORIAN),
        (Calendar.JALALI, _JALALI),
        (Calendar.HIJRI, _HIJRI),
    ):
        for key, number in _numbered(table[language], 1).items():
            found.setdefault(key, (calendar, number))
    return found


@cache
def weekday_names(language: Language) -> Names:
    """Weekday names, Monday being 0."""
    return _numbered(_WEEKDAYS[language], 0)


@cache
def relative_days(language: Language) -> dict[tuple[str, ...], str]:
    """Words such as "tomorrow" and "next week", to their English name."""
    return {key: name for name, forms in _RELATIVE[language].items() for key in _keys(forms)}


@cache
def part_words(language: Language) -> dict[tuple[str, ...], str]:
    """Words such as "mid" and "fin", to the part of the month they name."""
    return {key: name for name, forms in _PARTS[language].items() for key in _keys(forms)}


@cache
def day_parts(language: Language) -> Names:
    """Words for times of day that need no clock, to minutes after midnight."""
    return {key: minute for minute, forms in _DAY_PARTS[language].items() for key in _keys(forms)}


@cache
def zone_names() -> dict[tuple[str, ...], str]:
    """Names of time zones in every language."""
    return {key: name for name, forms in _ZONES.items() for key in _keys(forms)}
