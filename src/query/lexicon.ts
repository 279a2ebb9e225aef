/**
 * All signs and words of the search language in both languages: what separates a text, what joins and negates its
 * parts, and what is ignored. The names of fields are in fields.ts.
 */

export const SPACE = /[\s\u3000]/u;
/** Negates the word that follows. */
export const MINUS = /[-－−]/u;
export const OPEN = /[(（]/u;
export const CLOSE = /[)）]/u;
export const BAR = /[|｜]/u;
export const QUOTE = /["＂“”„«»「」『』]/u;
export const EVERY_QUOTE = new RegExp(QUOTE.source, 'gu');
export const COLON = /[:：]/u;
/** Ends a bare word or the value of a field; text that contains any of it must be quoted. */
export const ENDS_WORD = new RegExp(
  [SPACE, OPEN, CLOSE, BAR, QUOTE].map((part) => part.source).join('|'),
  'u',
);
/** Punctuation and signs without letters are ignored. */
export const PUNCTUATION = /^[,;.!?，。；！？、\\~=-]+$/u;
/** Open ends of a date that are written like a field: `before:2019` is `date:"before 2019"`. */
export const DATE_SIDES: ReadonlySet<string> = new Set(['before', 'after', 'since', 'until']);
export const HAN = /\p{Script=Han}/u;

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** "Or" of other languages. Only between words, and not with a capital: Oder is a river, too. */
export const OR_BETWEEN = wordSet('oder ou oppure eller lub albo nebo или або veya または 또는');
export const OR_WORDS: ReadonlySet<string> = new Set([...wordSet('or and/or 或 或者 还是'), ...OR_BETWEEN]);
/** Words that join like a space; kept in a phrase and in a name ("black and white"). */
export const AND_WORDS = wordSet('and & plus + 和 与 且 以及');
/** Words that negate what follows. */
export const NOT_WORDS = wordSet(
  "not no without except excluding minus w/o w/out sans never nor neither don't dont doesn't doesnt isn't isnt aren't arent ohne kein keine keinen keinem keiner nicht sin ningún ningun ninguna sem nenhum nenhuma senza niente nessun nessuna aucun aucune zonder geen weder außer ausser sauf hormis ni né nem ни tranne eccetto exceto excepto behalve niet inte ikke nie non não не utan uden uten bez без ilman 非 不是 没有 不含 不要 不带 无 除了",
);
/** Words that negate together with the next word: "other than", "apart from". */
export const NOT_PAIRS: ReadonlySet<string> = new Set(
  "apart from|aside from|other than|everything but|anything but|all but|pero no|no hay|ma non|non c'è|non ci|mais pas|pas en|pas à|pas au|pas aux|pas dans|pas avec|pas sur|pas chez|pas de|pas des|pas du|pas un|pas une|mas não|mas nao|não há|nao ha|maar geen|maar niet".split(
    '|',
  ),
);
/** Joins what is negated already: "weder Hund noch Katze". */
const JOINS_NEGATED = wordSet('noch');
/** Whether a word joins others that are negated together. */
export const joinsNegated = (word: string): boolean =>
  isAnd(word) || isOperator(word) || JOINS_NEGATED.has(word.toLowerCase());
/** Negations within a Chinese word ("没有人的海滩"), unless part of another word (非洲象). Longest first. */
export const CHINESE_NOT = ['没有', '不含', '不要', '不是', '不带', '除了', '非', '无'] as const;
/** "Or" within a Chinese or Japanese word ("猫或狗"); its scope is that word. */
export const CHINESE_OR = wordSet('或 或者 还是 または');

/** Words without visual meaning: ignored between others, unless part of a phrase ("bird of prey"). */
export const ENGLISH_FILLERS = wordSet(
  `a an the of in on at with by from to for my our some any all and but is are was am be there it its this that these those
over under near behind beside above below into onto through around along across as than what which who where when how
every each other another everything anything something has have had do does please
me us i we you show find search look give see get want taken them him her containing featuring showing photo photos picture pictures pic pics image images shot shots`.replaceAll(
    '\n',
    ' ',
  ),
);
/** Fillers that begin another part of a sentence: "without a leash on the beach". */
const PREPOSITIONS = wordSet(
  'in on at with from near by to for over under behind beside above below into onto through around along across',
);
export const CHINESE_FILLERS = wordSet(
  '拍 拍摄 拍到 拍下 吗 哪些 有哪些 哪里 哪儿 有没有 想看 想找 想要 帮我 帮忙 请帮我找 请帮我找一下 帮我找一下 帮我看看 给我找 给我找一下 我想找 我要找 请给我看 给我看看 让我看看 这些 那些 几张 全部 的 和 与 且 以及 在 有 里 中 上 了 着 以外 之外 想 给 照片 图片 相片 找 找出 查找 搜索 显示 给我 给我看 帮我找 我要看 我想看 我想 看 看看 一下 请 我 我看 我的 我们 一些 所有 一只 一个 一条 一张 一辆 一匹 一棵 一位',
);

/** Whether a word alone has no visual meaning. */
export const isFiller = (word: string): boolean =>
  ENGLISH_FILLERS.has(word.toLowerCase()) || CHINESE_FILLERS.has(word) || AND_WORDS.has(word.toLowerCase());

export const isPreposition = (word: string): boolean => PREPOSITIONS.has(word.toLowerCase());

/** Whether a bare word is an operator that makes alternatives of others or negates them. */
export const isOperator = (word: string): boolean =>
  OR_WORDS.has(word.toLowerCase()) || NOT_WORDS.has(word.toLowerCase());

/** "And" of other languages, which are fillers there. */
const FOREIGN_AND = wordSet('und et y ed');

/** Whether a word joins others like a space. */
export const isAnd = (word: string): boolean =>
  AND_WORDS.has(word.toLowerCase()) || FOREIGN_AND.has(word.toLowerCase());

/** Function words, which never mean a camera, folder or file. */
export const isSmallWord = (word: string): boolean => isFiller(word) || isOperator(word);
