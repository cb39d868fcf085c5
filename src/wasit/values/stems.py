"""The function words of the six languages, and a light stem for every other word.

Everything here works on folded words (``wasit.values.folding``). Stems are light on purpose: they
join a word's inflections (number, case, person, tense) and leave its family of meanings alone.
"""

from functools import lru_cache

from wasit.values.folding import fold_word
from wasit.values.languages import Language

__all__ = ["FUNCTION_WORDS", "stem"]

_LISTS: dict[Language, str] = {
    "en": """a an the this that these those and or but nor so if then than as at by for from in
      into of off on onto out over to up with within without under about after again against
      all also am any are aren be because been before being below between both can cannot
      could did do does doing don down during each either else ever every few further get
      got had has have having he her here hers him his how however i is isn it its itself
      just let ll may me might mine more most much must my myself neither never no not now
      of once one only other our ours ourselves own per put re s same shall she should since
      some still such t take them their theirs they thing things there through too until
      upon us ve very was wasn way we well were what when where whether which while who whom
      whose why will would won yes yet you your yours d m many please like even though able
      soon today first next last back go come make made say says said tell told know think
      want need ask asked give given see""",
    "fr": """a au aux avec ce ces cet cette ceux celle celles ci comme d dans de des du elle elles
      en est et etait etaient ete etre eu eux fait faire fait font il ils j je l la le les
      leur leurs lui m ma mais me mes meme mon n ne ni nos notre nous on ont or ou par pas
      plus pour qu que quel quelle quels qui quoi s sa sans se sera seront serait seraient
      ses si son sont sous sur ta te tes toi ton tous tout toute toutes tu un une vers
      vos votre vous y c ca cela aussi autre autres avant apres avoir aura auront aurait
      avait avaient avez avons bien chez chaque deja depuis donc dont encore entre jusque
      jusqu lors moins non oui peu peut peuvent pourrait plutot pourquoi puis quand quelque
      quelques rien sauf selon soit tant tel telle toujours trop va vont veut veulent
      voudrait dit dire dites ai aucun aucune alors ainsi afin car contre faut ici moi
      nouveau point chose""",
    "es": """a al algo ante antes aqui asi aun aunque cada como con contra cual cuando cuanto de
      del desde despues donde dos e el ella ellas ellos en entre era eran es esa esas ese
      eso esos esta estaba estan estar este esto estos estas fue fueron ha haber habia habra
      han has hasta hay he la las le les lo los mas me mi mis mientras muy nada ni no nos
      nosotros nuestra nuestro nuestras nuestros o otra otro otras otros para pero por
      porque pues que quien se sea sean ser sera seran seria serian si sido sin sino sobre
      solo son su sus suyo tal tambien tampoco tan tanto te tiene tienen todo toda todos
      todas tu un una uno unas unos usted ustedes y ya yo puede pueden podria podrian quiere
      quieren quisiera quieran dice dicen decir digo dijo les vosotros vuestro vuestra hacer
      hace hacen va van dar cosa bajo segun cuya cuyo alguna alguno ningun ninguna menos vez
      ello""",
    "ar": """في من الى على عن مع ان انه انها انهم هذا هذه ذلك تلك التي الذي الذين هو هي هم نحن انا
      انت انتم كان كانت كانوا يكون تكون سيكون قد لقد لن لم لا ما ليس ليست بل او و ف ثم حتى
      اذا لو كي لكي كل بعض غير بين قبل بعد عند عندما حين منذ خلال دون بدون حول فوق تحت ضد
      نحو اي ايضا الا اما لكن لان كما مثل اكثر اقل جدا فقط هناك هنا اليوم الان سوف كيف متى
      اين ماذا من هل نعم كلا لهم لنا لكم له لها لي به بها بهم فيه فيها عليه عليها عليهم
      علينا عليكم منه منها منهم منا منكم اليه اليها اليهم الينا اليكم عنه عنها عنهم لدي
      لدينا لديهم لديكم يمكن يريد يريدون نريد تريد قال قالوا يقول يقولون تقول احد شيء امر
      ذات نفس وفق حسب يا عبر سيتم يتم تم مما فيما بما كذلك وهو وهي وهم ومن وفي وعلى ولا ولن
      ولم وقد وان بان لان فان انكم اننا هما معهم معنا معكم""",
    "fa": """از به با در بر برای تا که و یا اما ولی اگر این آن آنها آنان ایشان ما من تو او شما وی
      است هست هستند بود بودند باشد باشند شد شود شوند می نمی ها های ای را هم نیز هر همه هیچ
      چند یک چه چرا کجا کی چگونه آیا بله نه خیر پس پیش بعد قبل بین میان روی زیر درباره مورد
      همین همان چنین دیگر خود خودشان خودمان خودتان ایم اند خواهد خواهند خواهیم باید شاید
      ممکن کرد کردند کند کنند کنیم کنید دارد دارند داریم دارید داشت داشتند دهد دهند دهیم
      دهید گفت گفتند گوید گویند بگوید بگویید میکند میکنند میشود میشوند میتواند میتوانند
      میتوان میخواهد میخواهند میخواهیم میگویند میدهند نیست نیستند نباید فقط بسیار خیلی کم
      بیش بیشتر کمتر حتی چون زیرا بدون طی ضمن علیه نزد سوی طرف وقتی هنگام اکنون امروز حالا
      شان مان تان اش ام ات شده کرده بوده داده آنچه اینکه آنکه هایی یکی""",
    "ru": """и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только
      ее мне было вот от меня еще нет о из ему теперь когда даже ну вдруг ли если уже или ни
      быть был него до вас нибудь опять уж вам ведь там потом себя ничего ей может они тут
      где есть надо ней для мы тебя их чем была сам чтоб чтобы без будто чего раз тоже себе
      под будет будут ж тогда кто этот того потому этого какой совсем ним здесь этом один
      почти мой тем нее были куда зачем всех можно при об хоть после над больше тот через
      эти нас про всего них какая много разве эту моя свою этой перед лучше чуть том такой
      им более всю между нам вами наш наша наше наши ваш ваша ваше ваши которые который
      которая которое которых также это эта свои своих своей могут могли мог хотят хочет
      хотели хотим готов говорят говорит сказали сказал скажите просят просит лишь ради
      около однако пока либо быстро очень очередь вас весь вся нами ими мною тебе тобой
      собой ним ими нем ком чем""",
}


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold_word(text).split())


FUNCTION_WORDS: dict[Language, frozenset[str]] = {k: _folded(v) for k, v in _LISTS.items()}
_LATIN: tuple[Language, ...] = ("en", "fr", "es")


_ENDINGS: dict[Language, tuple[str, ...]] = {
    "en": ("ational", "ations", "ation", "ments", "ment", "ingly", "edly", "ings", "ing", "ers",
           "ies", "ied", "ion", "ions", "ed", "er", "es", "ly", "s", "e", "y"),
    "fr": ("issements", "issement", "ations", "ation", "eraient", "erait", "ements", "ement",
           "eront", "erons", "aient", "ions", "ion", "antes", "ante", "ants", "ant", "eurs",
           "eur", "ees", "era", "ait", "ont", "ons", "ent", "ee", "es", "er", "ir", "re", "ez",
           "is", "it", "i", "s", "e", "a", "x"),
    "es": ("amientos", "amiento", "imiento", "aciones", "acion", "iones", "ion", "arian", "eria",
           "aria", "iria", "aremos", "aran", "eran", "iran", "ados", "adas", "idos", "idas",
           "ado", "ada", "ido", "ida", "ando", "iendo", "aron", "ieron", "amos", "emos", "imos",
           "mente", "ara", "era", "ira", "ar", "er", "ir", "an", "en", "as", "es", "os", "s",
           "a", "e", "o"),
    "ru": ("иями", "ениями", "ением", "ениях", "ения", "ению", "ение", "ений", "остью", "ости",
           "ость", "ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "ует", "уют", "ает",
           "ают", "ить", "ать", "еть", "ыть", "ете", "ите", "ешь", "ишь", "ила", "или", "ыла",
           "ала", "али", "ело", "ела", "ели", "ает", "яет", "яют", "утся", "ится", "ется", "ться",
           "ого", "ая", "яя", "ое", "ее", "ие", "ые", "ой", "ей", "ий", "ый", "ом", "ем", "им",
           "ым", "их", "ых", "ую", "юю", "ов", "ев", "ам", "ям", "ах", "ях", "ет", "ит", "ут",
           "ют", "ат", "ят", "ил", "ал", "ел", "ть", "ия", "ии", "ию", "ью", "а", "я", "о", "е",
           "и", "ы", "у", "ю", "ь", "й"),
    "ar": ("اتهم", "اتها", "اتنا", "تهم", "تها", "تنا", "تكم", "هما", "كما", "ونه", "ونها",
           "هم", "هن", "ها", "نا", "كم", "ات", "ان", "ون", "ين", "وا", "ته", "يه", "ه", "ي", "ا"),
    "fa": ("هايشان", "هايمان", "هايتان", "هايي", "هاي", "ها", "ترين", "تر", "شان", "مان", "تان",
           "اند", "ند", "يم", "يد", "ان", "ات", "ام", "اش", "ه", "ي"),
}  # fmt: skip
_SUFFIXES = {k: tuple(sorted(set(v), key=len, reverse=True)) for k, v in _ENDINGS.items()}
_PREFIXES: dict[Language, tuple[str, ...]] = {
    "ar": ("وبال", "فبال", "وال", "بال", "فال", "كال", "ولل", "لل", "ال", "وس", "وب", "ول", "س",
           "و", "ب", "ل", "ف", "ك"),
    "fa": ("نمي", "مي", "همي"),
}  # fmt: skip
_LEAST = 3


def _cut_ending(word: str, language: Language) -> str:
    for suffix in _SUFFIXES[language]:
        least = _LEAST + 1 if language == "fa" and not suffix.startswith("ها") else _LEAST
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=65536)
def stem(word: str, language: Language) -> str:
    """A light stem of a folded word; at least three letters are always left.

    >>> stem("withdrawals", "en") == stem("withdrawal", "en")
    True
    >>> stem("المساجين", "ar") == stem("مساجين", "ar")
    True
    """
    if word.isdigit() or len(word) <= _LEAST:
        return word
    rest = word
    for prefix in _PREFIXES.get(language, ()):
        if rest.startswith(prefix) and len(rest) - len(prefix) >= _LEAST:
            rest = rest[len(prefix) :]
            break
    rest = _cut_ending(_cut_ending(rest, language), language)
    doubled = len(rest) > _LEAST and rest[-1] == rest[-2] and rest[-1] not in "aeiou"
    if language in _LATIN and len(rest) > _LEAST and (doubled or rest[-1] in "eiy"):
        rest = rest[:-1]
    return rest
