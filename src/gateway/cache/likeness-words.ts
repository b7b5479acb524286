/** Words that ask, greet and beg; without them a question is the same one. */
export const FILLERS = new Set(
  `please kindly thanks thank hi hello hey dear tell explain describe show give know want like wanna need help me my i
  we us our you your one someone anyone would could can may might shall should do does did is are was were be been am
  a an the this that these those it its there here of to in on at for by as with about and so just really actually
  currently exactly question wondering wonder let say possible way go going get got have has had able if any some ok
  okay well also ever s re ve ll m d what which how long much many when where who whom whose why will`.split(
    /\s+/,
  ),
);

/** One word for several that mean the same in a question. */
const SAME = [
  'return returns returned|send back|bring back|give back|take back|hand back',
  'refund|money back|reimbursement|reimburse|reimbursed',
  'cost|price|fee|charge|expensive|pay for',
  'buy|purchase|purchased|bought|order|ordered',
  'delivery|shipping|shipment|deliver|delivered|ship|shipped|arrive|arrives',
  'cancel|terminate|call off|cancellation',
  'begin|start|commence|beginning',
  'end|finish|conclude|ending',
  'phone|telephone|mobile|cell phone|cellphone',
  'employee|staff member|worker',
  'holiday|vacation|annual leave|time off',
  'company|firm|business',
  'customer|client',
  'change|modify|update|alter|edit|amend',
  'remove|delete|erase',
  'create|make|set up|setup',
  'permitted|allowed|allow|permit',
  'request|ask for|apply for',
  'repair|fix|mend',
  'pick|choose|select',
  'password|passcode',
  'sign in|log in|login|signin|log on',
  'warranty|guarantee',
  'opening hours|hours of opening|business hours|open hours',
  'bring|take along',
  'deadline|time limit|last day',
  'contact|reach|get in touch with|get hold of',
  'car|automobile',
  'photo|picture|image|photograph',
  'error|fault|problem|issue',
  'maximum|at most|up to',
  'minimum|at least',
  'happen|occur|take place',
  'use|utilise|utilize',
].map((row) => row.split('|'));

/** Phrases first, so that "cell phone" is not read as "phone" with a cell in front. */
export const SYNONYMS: readonly (readonly [phrase: string, meaning: string])[] = SAME.flatMap((row) => {
  const meaning = (row[0] ?? '').split(' ').join('_');
  return row.flatMap((phrase) => {
    const forms = phrase.startsWith('return ') ? phrase.split(' ') : [phrase];
    return forms.map((form) => [form, meaning] as const);
  });
}).sort(([a], [b]) => b.length - a.length);

/** One of these more or less turns a question round. */
export const NEGATIONS =
  /\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|except|excluding|unless|instead|rather|hardly|only|lack(?:s|ing)?|fail(?:s|ed)?|un(?:able|available|used|opened|paid|signed|insured)|non)\b|n['’]t\b/gi;

/** Words of direction, order, degree and polarity: their opposites stand in the same places. */
export const POLES =
  /\b(?:before|after|since|until|till|from|into|onto|out|off|over|under|above|below|between|within|beyond|up|down|left|right|first|second|third|last|next|previous|earliest|latest|oldest|newest|more|less|most|least|fewer|max(?:imum)?|min(?:imum)?|higher|lower|highest|lowest|bigger|smaller|largest|smallest|best|worst|better|worse|longer|shorter|increase\w*|decrease\w*|rais\w+|reduc\w+|enabl\w+|disabl\w+|activat\w+|deactivat\w+|open\w*|clos\w+|start\w*|stop\w*|begin\w*|end(?:s|ing)?|add\w*|remov\w+|delet\w+|accept\w*|reject\w*|approv\w+|declin\w+|allow\w*|forbid\w*|deny|denied|lock\w*|unlock\w*|encrypt\w*|decrypt\w*|import\w*|export\w*|upload\w*|download\w*|receiv\w+|buy\w*|sell\w*|lend\w*|borrow\w*|win\w*|los\w+|arriv\w+|depart\w*|enter\w*|leav\w+|subscrib\w+|unsubscrib\w+|install\w*|uninstall\w*|hire\w*|fire\w*|old|new|used|today|yesterday|tomorrow|now|daily|weekly|monthly|yearly|annual\w*|hourly|morning|evening|night|weekday\w*|weekend\w*|day|days|week|weeks|month|months|year|years|hour|hours|minute|minutes|always|sometimes|all|every|each|both|either|own|others?|else|male|female|men|women|man|woman|employer|employee|parent\w*|child\w*|adult\w*|full|part|free|paid|public|private|internal|external|domestic|foreign|international|national|temporary|permanent|mandatory|optional|required)\b/gi;

/** Numbers in words. */
export const NUMBER_WORDS =
  /\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half|quarter|once|twice|double|triple|single|couple|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august|september|october|november|december)\b/gi;

/** A request to be told something; the question comes after it. */
export const PREFACE =
  /^\W*(?:(?:please|hi|hello|hey|so)\W+)*(?:(?:can|could|would|will) you (?:please )?(?:tell|explain|show)(?: me)?|do you know|i (?:want|would like|need) to know)\b/i;

/** What a question asks for: the answer to another kind is another one. */
export const ASKS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['when', /\bwhen\b|\b(?:what|which) (?:date|day|time|year|month)\b/i],
  ['count', /\bhow many\b|\bnumber of\b/i],
  ['amount', /\bhow much\b|\bcosts?\b|\bprices?\b|\bfees?\b/i],
  ['duration', /\bhow (?:long|soon|quickly|fast)\b/i],
  ['often', /\bhow often\b/i],
  ['who', /\bwho(?:m|se)?\b/i],
  ['where', /\bwhere\b/i],
  ['why', /\bwhy\b|\breasons?\b/i],
  ['means', /\bwhat (?:is|are|does)\b.*\b(?:mean|definition|stand for)/i],
  [
    'whether',
    /^(?:\W*(?:please|hi|hello|hey|so)\W+)*(?:can|could|may|is|are|do|does|did|will|would|am|was|were|has|have|should|must)\b/i,
  ],
];
