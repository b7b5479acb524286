import names from '../../src/guardrails/pii/gazetteer/names.json' with { type: 'json' };
import { ownLines } from './content.ts';
import { seeded } from './seeded.ts';

/** A sentence with the labelled parts of it. */
export interface Labelled {
  text: string;
  spans: { type: string; start: number; end: number }[];
  /** Sentences of one template stay together in a split. */
  group: string;
}

const SLOT = /\{(\w+)\}/g;
/** Words in harmless sentences that a name can stand for. */
const SOMEBODY =
  /\b(?:my )?(?:friend|mom|mother|dad|father|brother|sister|wife|husband|boss|someone|somebody|partner|roommate|he|she|him)\b/gi;
const COMPANY = /\b(?:the|my|your) (?:bank|company|store|shop|airline|merchant|restaurant|hotel|seller)\b/gi;
const PLACE =
  /\b(in|to|from) (?:another country|a different country|other countries|the country|europe|the city|town|abroad|my area|the uk|the us)\b/gi;
const LABEL: Record<string, string> = {
  prefix: 'PERSON',
  person: 'PERSON',
  first: 'PERSON',
  last: 'PERSON',
  org: 'ORGANIZATION',
  city: 'LOCATION',
  country: 'LOCATION',
  job: 'TITLE',
  address: 'ADDRESS',
  street: 'ADDRESS',
  num: 'ADDRESS',
  zip: 'ADDRESS',
  unit: 'ADDRESS',
  state: 'ADDRESS',
};

const first = names.first.split(' ');
const last = names.last.split(' ');
const places = names.places.split('|');
const jobs = names.jobs.split(' ');
const SYLLABLES =
  'ka ri mo le sa ven tor bal gri fen dor mar lin sol hel bru ost wik ter nag zo vic pra il em ur ja no be ta chi lo mi ra ny gar hol stan bir'.split(
    ' ',
  );
const NAME_ENDS = [
  '',
  'a',
  'o',
  'e',
  'son',
  'sen',
  'sson',
  'dóttir',
  'ová',
  'ski',
  'ić',
  'escu',
  'ez',
  'es',
  'ini',
  'ardi',
  'mann',
  'er',
  'eau',
  'y',
  'ov',
  'ova',
  'enko',
  'yan',
  'dze',
  'ius',
  'as',
  'is',
  'ő',
  'né',
  'quist',
  'berg',
  'ström',
  'vik',
];
const PLACE_ENDS = [
  'ville',
  'stad',
  'burg',
  'ton',
  'ford',
  'by',
  'heim',
  'ow',
  'ice',
  'ano',
  'ac',
  'sk',
  'grad',
  'järvi',
  'vík',
  'näs',
  'fjord',
  'dorf',
  'hausen',
  'mouth',
  'pur',
  'abad',
  'ia',
  'os',
  'vo',
  'ec',
  'ów',
  'ão',
  'hofn',
  'lund',
];
const JOB_AREAS = [
  'Sales',
  'Marketing',
  'Human resources',
  'Software',
  'Civil',
  'Chief financial',
  'Senior',
  'Junior',
  'Registered',
  'Financial',
  'Machine',
  'Customer service',
  'Project',
  'Data',
  'Electrical',
  'Mechanical',
  'Medical',
  'Truck',
  'Legal',
  'Assistant',
  'Crane',
  'Food processing',
  'Elementary school',
  'Database',
  'Network',
];
const ORG_WORDS =
  'blue north green star peak cloud river data open smart global prime nova core apex delta solar metro urban pixel quantum bright summit iron silver golden royal union atlas vector health legal market social trade credit insight way fleet works lab point box hub link loop spark forge leaf stone bridge harbor vision mind code wise view base street line gate field home life path zone craft grid wave'.split(
    ' ',
  );
const STREET_BEFORE = [
  'Rue de la',
  'Rue du',
  'Avenue de',
  'Via',
  'Calle',
  'Rua',
  'Plaza',
  'Boulevard',
  'Piazza',
  'Ulica',
  'Quai',
  'Avenida',
  'Largo',
  'Rue',
];
const STREET_AFTER = [
  'Street',
  'St',
  'Avenue',
  'Ave',
  'Road',
  'Rd',
  'Lane',
  'Drive',
  'Court',
  'Way',
  'Boulevard',
  'Place',
  'Close',
  'utca',
  'Terrace',
  'Square',
];
const STREET_END = [
  'straße',
  'strasse',
  'weg',
  'gatan',
  'vegur',
  'gade',
  'straat',
  'laan',
  'katu',
  'tie',
  'vägen',
  'veien',
  'gasse',
  'bakken',
  'stien',
  'hus',
  'gerði',
  'allee',
  'haugen',
  'rata',
  'plein',
  'iela',
];

/**
 * Fills every template a number of times, in the ways people write: as it is, in lower case, in capitals. `harmless`
 * sentences, which hold no names, get names put into them, so that names are not known by our few templates alone.
 */
export function ownSentences(copies: number, harmless: readonly string[], seed = 5): Labelled[] {
  const random = seeded(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const chance = (p: number) => random() < p;
  const capital = (word: string) =>
    word.replace(/(^|[ -])(\p{Ll})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
  const made = (ends: readonly string[]) =>
    capital(Array.from({ length: chance(0.6) ? 2 : 1 }, () => pick(SYLLABLES)).join('') + pick(ends));
  const firstName = () => (chance(0.7) ? capital(pick(first)) : made(NAME_ENDS));
  const lastName = () =>
    chance(0.6)
      ? capital(pick(last))
      : chance(0.1)
        ? `${pick(['De', 'Van', 'Di', 'El', 'O', 'Mc', 'La'])} ${made(NAME_ENDS)}`
        : made(NAME_ENDS);
  const number = (most: number) => String(1 + Math.floor(random() * most));
  const city = () =>
    chance(0.5)
      ? capital(pick(places))
      : chance(0.2)
        ? `${pick(['San', 'Saint', 'Bad', 'Novo', 'Los', 'Upper', 'Stara'])} ${made(PLACE_ENDS)}`
        : made(PLACE_ENDS);
  const street = () => {
    const kind = random();
    if (kind < 0.35) return `${chance(0.5) ? lastName() : capital(pick(ORG_WORDS))} ${pick(STREET_AFTER)}`;
    if (kind < 0.55) return `${pick(STREET_BEFORE)} ${chance(0.5) ? made(PLACE_ENDS) : lastName()}`;
    if (kind < 0.85)
      return (
        capital(pick(SYLLABLES) + pick(SYLLABLES) + pick(STREET_END)) + (chance(0.7) ? ` ${number(200)}` : '')
      );
    return `${made(PLACE_ENDS)} ${number(120)}`;
  };
  const unit = () =>
    pick([
      `Apt. ${number(999)}`,
      `Suite ${number(999)}`,
      `Apt ${number(99)}`,
      `Unit ${number(40)}`,
      `Floor ${number(30)}`,
      `P.O. Box ${number(9999)}`,
      `Room ${number(400)}`,
    ]);
  const org = (): string => {
    const kind = random();
    const word = () => capital(pick(ORG_WORDS));
    if (kind < 0.15) return `${lastName()}, ${lastName()} and ${lastName()}`;
    if (kind < 0.25) return `${lastName()}-${lastName()}`;
    if (kind < 0.35)
      return `${lastName()} ${pick(['Inc', 'LLC', 'Ltd', 'Group', 'Inc.', 'GmbH', 'Corp.', 'PLC', 'AG', '& Sons', 'Holdings'])}`;
    if (kind < 0.55) return word() + word();
    if (kind < 0.7) return `${word()} ${word()}`;
    if (kind < 0.8)
      return `${word()} ${pick(['Bank', 'University', 'Insurance', 'Airlines', 'Solutions', 'Systems', 'Software', 'Labs', 'Foundation', 'Hospital', 'Institute', 'Media', 'Energy'])}`;
    if (kind < 0.88) return made(['ly', 'io', 'ify', 'tech', 'soft', 'ix', 'ex', 'on', 'ia']);
    if (kind < 0.94)
      return Array.from({ length: 2 + Math.floor(random() * 3) }, () =>
        String.fromCharCode(65 + Math.floor(random() * 26)),
      ).join('');
    return `${word()} ${word()} ${word()}`;
  };
  const zip = () =>
    pick([
      () => String(10000 + Math.floor(random() * 89999)),
      () => `${number(9)}${number(9)}${number(9)}${number(9)}`,
      () => `SW1A ${number(9)}AA`,
      () => `0${1000 + Math.floor(random() * 8999)}`,
    ])();
  const country = () => capital(pick(COUNTRIES));
  const gap = () => (chance(0.35) ? '\n' : chance(0.5) ? ', ' : ' ');
  const address = () => {
    const sep = gap();
    const parts = [`${chance(0.8) ? `${number(999)} ` : ''}${street()}`];
    if (chance(0.5)) parts.push(unit());
    parts.push(city());
    if (chance(0.7))
      parts.push(
        `${chance(0.6) ? country() : pick(names.states.split(' '))}${chance(0.8) ? ` ${zip()}` : ''}`,
      );
    return parts.slice(0, chance(0.25) ? 1 : parts.length).join(sep);
  };
  const phone = () =>
    pick([
      `555-${number(9)}23-${1000 + Math.floor(random() * 8999)}`,
      `+44 20 7946 0${100 + Math.floor(random() * 899)}`,
      `(212) 555-0${100 + Math.floor(random() * 899)}`,
      `0${number(9)}${number(9)} ${number(900)}4 55 23`,
    ]);
  const fill: Record<string, () => string> = {
    first: firstName,
    last: lastName,
    person: () =>
      `${firstName()} ${chance(0.08) ? `${pick([...'ABCDEFGHJKLMNPRSTW'])}. ` : ''}${lastName()}${chance(0.04) ? pick([' PhD', ' MD', ' Jr.']) : ''}`,
    org,
    city: () => (chance(0.1) ? city().toUpperCase() : city()),
    country,
    job: () => (chance(0.7) ? `${pick(JOB_AREAS)} ${pick(jobs)}` : capital(pick(jobs))),
    prefix: () => pick(['Mr.', 'Mrs.', 'Ms.', 'Dr.', 'Miss', 'Prof.', 'Mr', 'Mrs', 'Ms', 'Dr']),
    address,
    street,
    num: () => number(300),
    unit,
    zip,
    state: () => pick(names.states.split(' ')),
    phone,
    email: () => `${pick(first)}.${pick(last)}@example.com`,
    date: () => pick(['3/14/1988', '1990-02-17', '12 May 1975', 'June 3, 2001', '11/30/1969']),
  };
  const out: Labelled[] = [];
  const make = (template: string, group: string) => {
    const one: Labelled = { text: '', spans: [], group };
    let from = 0;
    const plain = template.replaceAll('\\n', '\n');
    for (const slot of plain.matchAll(SLOT)) {
      one.text += plain.slice(from, slot.index);
      const value = fill[slot[1] ?? '']?.() ?? '';
      const type = LABEL[slot[1] ?? ''];
      if (type) one.spans.push({ type, start: one.text.length, end: one.text.length + value.length });
      one.text += value;
      from = slot.index + slot[0].length;
    }
    one.text += plain.slice(from);
    const style = random();
    if (style < 0.18 && one.text.toLowerCase().length === one.text.length) one.text = one.text.toLowerCase();
    else if (style < 0.21 && one.text.toUpperCase().length === one.text.length)
      one.text = one.text.toUpperCase();
    out.push(one);
  };
  for (const template of ownLines('pii-templates.txt')) {
    const times = template.includes('{') ? copies : 3;
    for (let i = 0; i < times; i += 1) make(template, `own ${template}`);
  }
  for (const text of harmless) {
    const put = text
      .replace(SOMEBODY, () => pick(['{first}', '{person}', '{prefix} {last}']))
      .replace(COMPANY, '{org}')
      .replace(PLACE, (_, word: string) => `${word} ${pick(['{city}', '{country}'])}`);
    const whole = capital(text.slice(0, 1)) + text.slice(1);
    if (put !== text) make(capital(put.slice(0, 1)) + put.slice(1), 'put in');
    else if (chance(0.35))
      make(
        pick([
          `{first}, ${text}`,
          `${whole}, {first}?`,
          `{person} said: "${whole}"`,
          `{first}: ${whole}`,
          `${whole} - {person}`,
          `${whole} {first} did not know.`,
          `{last} and {last} asked: ${text}`,
        ]),
        'put in',
      );
    else if (chance(0.15)) make(capital(text), 'titles');
    else if (chance(0.3))
      make(
        text
          .split(' ')
          .map((word) => (chance(0.2) ? capital(word) : word))
          .join(' '),
        'some capitals',
      );
  }
  return out;
}

const COUNTRIES =
  'france germany italy spain portugal poland austria sweden norway denmark finland iceland ireland belgium netherlands luxembourg switzerland hungary romania bulgaria greece turkey croatia serbia slovenia slovakia estonia latvia lithuania ukraine russia belarus georgia armenia china japan india pakistan nepal bangladesh thailand vietnam malaysia indonesia philippines mongolia australia canada mexico brazil argentina chile peru bolivia colombia ecuador uruguay paraguay venezuela cuba jamaica haiti egypt morocco algeria tunisia libya sudan ethiopia kenya uganda tanzania rwanda nigeria ghana senegal mali chad angola zambia zimbabwe botswana namibia mozambique madagascar mauritius seychelles bahamas barbados malta cyprus israel jordan lebanon iraq iran qatar oman yemen kuwait fiji samoa tonga'
    .split(' ')
    .concat([
      'costa rica',
      'sri lanka',
      'south africa',
      'new zealand',
      'united states',
      'united kingdom',
      'saudi arabia',
      'dominican republic',
      'bosnia and herzegovina',
      'el salvador',
      'puerto rico',
      'sierra leone',
      'burkina faso',
      'papua new guinea',
      'hong kong',
    ]);
