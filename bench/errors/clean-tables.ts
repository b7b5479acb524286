import type { TextTable } from '../../src/tuning/error-detection/fields/table.ts';
import { type Draws, pad } from './random-draws.ts';
import * as words from './words.ts';

/** Tables without errors, of invented companies: what the weights are learned on and what the detector is tried on first. */
type Make = (d: Draws) => TextTable;

const rowsOf = (
  d: Draws,
  columns: string[],
  row: (i: number) => (string | number)[],
  low = 600,
  high = 3000,
): TextTable => ({
  columns,
  rows: Array.from({ length: d.int(low, high) }, (_, i) => row(i).map(String)),
});
const date = (d: Draws) => `${d.int(2019, 2026)}-${pad(d.int(1, 12), 2)}-${pad(d.int(1, 28), 2)}`;
const clock = (d: Draws) => `${pad(d.int(0, 23), 2)}:${pad(d.int(0, 59), 2)}`;
const some = (d: Draws, share: number, text: string) => (d.chance(share) ? text : '');
/** Known towns and invented ones, each with one postcode or, seldom, a second. */
const places = (d: Draws) =>
  [...words.TOWNS, ...Array.from({ length: d.int(0, 120) }, () => d.name())].map((town) => ({
    town,
    region: d.pick(words.REGIONS),
    zip: pad(d.int(10000, 99999), 5),
    area: d.int(201, 989),
  }));
const issn = (d: Draws) => {
  const body = pad(d.int(1000000, 9999999), 7);
  const check = (11 - ([...body].reduce((sum, digit, i) => sum + Number(digit) * (8 - i), 0) % 11)) % 11;
  return `${body.slice(0, 4)}-${body.slice(4)}${check === 10 ? 'X' : check}`;
};
export const ean = (d: Draws) => {
  const body = `50${pad(d.int(0, 9999999999), 10)}`;
  const sum = [...body]
    .reverse()
    .reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
};

export const CLEAN: Record<string, Make> = {
  customers(d) {
    const towns = places(d);
    return rowsOf(
      d,
      ['id', 'first', 'last', 'mail', 'phone', 'street', 'zip', 'town', 'region', 'since'],
      (i) => {
        const at = d.skewed(towns);
        const [first, last] = [d.pick(words.FIRST), d.chance(0.4) ? d.name() : d.pick(words.LAST)];
        return [
          i + 1,
          first,
          last,
          some(d, 0.7, `${first}.${last}${d.int(1, 99)}@post.example`.toLowerCase()),
          `${at.area}-${d.int(200, 999)}-${pad(d.int(0, 9999), 4)}`,
          `${d.int(1, 200)} ${d.pick(words.STREETS)}`,
          at.zip,
          at.town,
          at.region,
          date(d),
        ];
      },
    );
  },
  trains(d) {
    const trains = Array.from({ length: d.int(60, 120) }, (_, i) => ({
      name: `${d.pick(['NX', 'GR', 'TP'])}-${1000 + i * 7}`,
      out: clock(d),
      real: clock(d),
      arrive: clock(d),
      got: clock(d),
    }));
    const sources = ['board', 'operator', 'tracker', 'app', 'station', 'fansite', 'archive', 'radio'];
    return rowsOf(
      d,
      ['source', 'train', 'planned departure', 'departure', 'planned arrival', 'arrival'],
      () => {
        const t = d.skewed(trains);
        return [d.pick(sources), t.name, t.out, t.real, t.arrive, t.got];
      },
    );
  },
  clinics(d) {
    const clinics = Array.from({ length: 50 }, (_, i) => {
      const at = d.pick(places(d));
      return {
        id: 10000 + i * 13,
        name: `${at.town} ${d.pick(['General', 'Royal', 'Community', 'Memorial'])} ${d.pick(['Hospital', 'Infirmary', 'Clinic'])}`.toLowerCase(),
        street: `${d.int(100, 3000)} ${d.pick(words.STREETS)}`.toLowerCase(),
        ...at,
        phone: `${at.area}${pad(d.int(0, 9999999), 7)}`,
        type: d.pick(['acute care', 'day surgery', 'rehabilitation']),
        owner: d.pick(['trust', 'private', 'charity', 'council']),
      };
    });
    const measures = words.MEASURES.map((name, i) => ({
      code: `${['am', 'hf', 'pn', 'sc'][i % 4]}-${i + 1}`,
      name,
      group: ['heart', 'lung', 'surgery', 'general'][i % 4] ?? '',
    }));
    return rowsOf(
      d,
      [
        'row',
        'clinic',
        'name',
        'street',
        'town',
        'region',
        'zip',
        'phone',
        'type',
        'owner',
        'emergency',
        'condition',
        'code',
        'measure',
        'score',
        'sample',
      ],
      (i) => {
        const c = d.skewed(clinics);
        const m = d.skewed(measures);
        return [
          i + 1,
          c.id,
          c.name,
          c.street,
          c.town.toLowerCase(),
          c.region.toLowerCase(),
          c.zip,
          c.phone,
          c.type,
          c.owner,
          d.pick(['yes', 'yes', 'yes', 'no']),
          m.group,
          m.code,
          m.name,
          some(d, 0.8, `${d.int(20, 100)}%`),
          some(d, 0.8, `${d.int(5, 900)} patients`),
        ];
      },
    );
  },
  films(d) {
    const directors = Array.from(
      { length: 300 },
      () => `${d.pick(words.FIRST)} ${d.chance(0.6) ? d.name() : d.pick(words.LAST)}`,
    );
    return rowsOf(
      d,
      [
        'id',
        'title',
        'year',
        'director',
        'minutes',
        'language',
        'country',
        'rating',
        'votes',
        'released',
        'description',
      ],
      (i) => {
        const year = d.int(1960, 2025);
        const [a, n] = [d.pick(words.ADJECTIVES), d.pick(words.NOUNS)];
        return [
          `f${pad(i + 1, 6)}`,
          `The ${a} ${n}${d.chance(0.2) ? ` ${d.int(2, 4)}` : ''}`,
          year,
          d.skewed(directors),
          `${d.int(70, 190)} min`,
          d.skewed(words.LANGUAGES),
          d.skewed(words.COUNTRIES),
          (d.int(20, 95) / 10).toFixed(1),
          d.int(100, 400000).toLocaleString('en-US'),
          `${d.int(1, 28)} ${d.pick(['January', 'March', 'June', 'October'])} ${year}`,
          some(
            d,
            0.5,
            `A ${a} story about a ${n} and a ${d.pick(words.NOUNS)} near the ${d.pick(words.NOUNS)}.`,
          ),
        ];
      },
    );
  },
  staff(d) {
    const departments = words.DEPARTMENTS.map((name, i) => ({
      name,
      code: `D${pad(i * 10 + 10, 3)}`,
      head: `${d.pick(words.FIRST)} ${d.pick(words.LAST)}`,
      pay: d.int(24, 60) * 1000,
    }));
    return rowsOf(
      d,
      ['number', 'name', 'department', 'code', 'head', 'salary', 'started', 'office', 'hours'],
      (i) => {
        const dep = d.pick(departments);
        return [
          `E-${pad(i + 1, 5)}`,
          `${d.pick(words.LAST)}, ${d.pick(words.FIRST)}`,
          dep.name,
          dep.code,
          dep.head,
          Math.round((dep.pay * (1 + 0.12 * d.normal())) / 100) * 100,
          date(d),
          d.pick(words.TOWNS.slice(0, 12)),
          d.pick(['37.5', '37.5', '37.5', '20', '30']),
        ];
      },
    );
  },
  drinks(d) {
    const makers = Array.from({ length: 90 }, (_, i) => ({
      id: i,
      name: `${d.chance(0.5) ? d.name() : d.pick(words.BRANDS)} ${d.pick(['Brewing Company', 'Brewery', 'Drinks', 'Cellars'])}`,
      ...d.pick(places(d)),
    }));
    return rowsOf(
      d,
      ['id', 'maker', 'maker name', 'drink', 'kind', 'size', 'strength', 'bitterness', 'town', 'region'],
      (i) => {
        const m = d.skewed(makers);
        return [
          1000 + i,
          m.id,
          m.name,
          `${d.chance(0.3) ? d.name() : d.pick(words.ADJECTIVES)} ${d.chance(0.2) ? d.name() : d.pick(words.NOUNS)} ${d.pick(['', 'reserve', 'no. 2', 'special'])}`.trim(),
          d.skewed([
            ...words.KINDS_OF_GOODS,
            'mead',
            'perry',
            'kvass',
            'sour ale',
            'sake',
            'root beer',
            'cream soda',
            'rice wine',
          ]),
          `${d.skewed([12, 16, 24, 8, 32, 19.2, 8.4])} oz`,
          (d.int(35, 99) / 1000).toFixed(3).replace(/0$/, ''),
          some(d, 0.55, String(d.int(5, 110))),
          m.town,
          m.region,
        ];
      },
    );
  },
  sensors(d) {
    const stations = Array.from({ length: 24 }, (_, i) => ({
      id: `ST${pad(i + 1, 2)}`,
      name: d.pick(words.TOWNS),
      base: d.int(4, 18),
    }));
    return rowsOf(d, ['time', 'station', 'place', 'temperature', 'humidity', 'pressure', 'state'], () => {
      const s = d.pick(stations);
      return [
        `${date(d)} ${clock(d)}`,
        s.id,
        s.name,
        (s.base + 3 * d.normal()).toFixed(1),
        d.int(30, 98),
        (1013 + 8 * d.normal()).toFixed(1),
        d.pick(['ok', 'ok', 'ok', 'ok', 'service']),
      ];
    });
  },
  articles(d) {
    const journals = [
      ...words.JOURNALS,
      ...Array.from(
        { length: d.int(0, 60) },
        () =>
          `${d.pick(['Journal of', 'Archives of', 'Acta'])} ${d.name()} ${d.pick(['Science', 'Research', 'Studies'])}`,
      ),
    ].map((name) => ({
      name,
      short: name
        .split(' ')
        .filter((w) => /^[A-Z]/.test(w))
        .map((w) => `${w.slice(0, 4)}.`)
        .join(' '),
      issn: issn(d),
      language: d.pick(['eng', 'eng', 'eng', 'spa', 'ger']),
    }));
    return rowsOf(
      d,
      ['id', 'title', 'journal', 'short', 'issn', 'language', 'volume', 'issue', 'pages', 'created'],
      (i) => {
        const j = d.skewed(journals);
        const page = d.int(1, 900);
        return [
          i + 1,
          `${d.pick(['A study of', 'Measuring', 'On', 'Notes about', 'Effects of age on'])} ${d.pick(words.TOPICS)} and ${d.pick(words.TOPICS)}`,
          j.name,
          j.short,
          j.issn,
          j.language,
          some(d, 0.9, String(d.int(1, 60))),
          some(d, 0.75, String(d.int(1, 12))),
          `${page}-${page + d.int(3, 20)}`,
          `${d.int(1, 12)}/${d.int(1, 28)}/${pad(d.int(0, 25), 2)}`,
        ];
      },
      600,
      1500,
    );
  },
  taxpayers(d) {
    const towns = places(d);
    const rates = new Map(words.REGIONS.map((region) => [region, (d.int(10, 80) / 10).toFixed(1)]));
    return rowsOf(
      d,
      [
        'first',
        'last',
        'sex',
        'area',
        'phone',
        'town',
        'region',
        'zip',
        'married',
        'children',
        'salary',
        'rate',
      ],
      () => {
        const at = d.skewed(towns);
        return [
          d.pick(words.FIRST),
          d.pick(words.LAST),
          d.pick(['F', 'M']),
          at.area,
          `${d.int(200, 999)}-${pad(d.int(0, 9999), 4)}`,
          at.town.toUpperCase(),
          at.region,
          at.zip,
          d.pick(['M', 'S']),
          d.pick(['Y', 'N']),
          d.int(10, 180) * 500,
          rates.get(at.region) ?? '',
        ];
      },
      2000,
      6000,
    );
  },
  orders(d) {
    const carriers = words.CARRIERS;
    const money: Record<string, string> = { 'United Kingdom': 'GBP', China: 'CNY', Poland: 'PLN' };
    return rowsOf(
      d,
      [
        'order',
        'placed',
        'customer',
        'country',
        'currency',
        'amount',
        'pieces',
        'status',
        'carrier',
        'tracking',
      ],
      (i) => {
        const country = d.skewed(words.COUNTRIES);
        return [
          `OR-${100000 + i * 3}`,
          date(d),
          `${d.pick(words.FIRST)} ${d.chance(0.5) ? d.name() : d.pick(words.LAST)}`,
          country,
          money[country] ?? 'EUR',
          Math.exp(3.5 + 0.9 * d.normal()).toFixed(2),
          d.pick([1, 1, 1, 2, 2, 3, 4, 6]),
          d.skewed(words.STATUSES),
          d.skewed(carriers),
          some(d, 0.85, `${d.pick(['PW', 'NF'])}${pad(d.int(0, 99999999), 8)}GB`),
        ];
      },
    );
  },
  homes(d) {
    const towns = places(d);
    const kinds = [
      ['flat', 70, 180],
      ['terraced house', 95, 240],
      ['detached house', 160, 420],
      ['bungalow', 110, 300],
    ] as const;
    return rowsOf(
      d,
      ['listing', 'kind', 'bedrooms', 'area', 'price', 'agent', 'zip', 'town', 'region', 'listed'],
      (i) => {
        const at = d.skewed(towns);
        const [kind, area, price] = d.pick(kinds);
        return [
          `L${100000 + i}`,
          kind,
          d.int(1, 5),
          `${Math.round(area * (1 + 0.15 * d.normal()))} m²`,
          `£${(Math.round(price * (1 + 0.15 * d.normal())) * 1000).toLocaleString('en-US')}`,
          `${d.pick(words.LAST)} & ${d.pick(words.LAST).slice(0, 1)}. ${d.pick(['Sons', 'Partners', 'Co'])}`,
          at.zip,
          at.town,
          at.region,
          date(d),
        ];
      },
    );
  },
  books(d) {
    const publishers = [...words.BRANDS, ...Array.from({ length: 60 }, () => d.name())].map((name) => ({
      name: `${name} ${d.pick(['Press', 'Press', 'Books', '& Sons'])}`,
      town: d.pick(words.TOWNS),
    }));
    return rowsOf(
      d,
      ['ean', 'title', 'author', 'publisher', 'place', 'pages', 'binding', 'price', 'published'],
      () => {
        const p = d.skewed(publishers);
        return [
          ean(d),
          `The ${d.pick(words.NOUNS)} and the ${d.pick(words.ADJECTIVES)} ${d.pick(words.NOUNS)}`,
          `${d.pick(words.FIRST)} ${d.pick(words.LAST)}`,
          p.name,
          p.town,
          d.int(60, 900),
          d.pick(['paperback', 'hardback', 'paperback', 'audio']),
          (d.int(400, 3900) / 100).toFixed(2),
          String(d.int(1985, 2025)),
        ];
      },
    );
  },
};

/** Kinds of table that the weights are not learned on: they show whether the weights hold for what was never seen. */
export const ASIDE: ReadonlySet<string> = new Set(['trains', 'drinks', 'articles', 'homes']);
