export type Format = ReturnType<typeof createFormat>;

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Numbers, dates, sizes and durations as a language writes them. */
export function createFormat(language: string) {
  const number = new Intl.NumberFormat(language);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const exact = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);
  return {
    number: (value: number) => number.format(value),
    decimal: (value: number, digits: number) =>
      new Intl.NumberFormat(language, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(value),
    percent: (share: number) =>
      new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share),
    money: (usd: number) =>
      new Intl.NumberFormat(language, {
        style: 'currency',
        currency: 'USD',
        maximumFractionDigits: usd > 0 && usd < 0.01 ? 6 : 4,
        minimumFractionDigits: 2,
      }).format(usd),
    day: (iso: string) => day.format(new Date(iso)),
    exact: (iso: string) => exact.format(new Date(iso)),
    ago: (iso: string, now = Date.now()) => relative(ago, day, iso, now),
    bytes(value: number) {
      let size = value;
      let step = 0;
      while (size >= 1_000 && step < UNITS.length - 1) {
        size /= 1_000;
        step += 1;
      }
      return unit(size, UNITS[step] ?? 'byte', size < 10 && step > 0 ? 1 : 0);
    },
    duration(ms: number) {
      if (ms < 1_000) return unit(ms, 'millisecond', ms < 10 ? 1 : 0);
      if (ms < 60_000) return unit(ms / 1_000, 'second', ms < 10_000 ? 1 : 0);
      if (ms < 3_600_000) return unit(Math.round(ms / 60_000), 'minute');
      return unit(Math.round(ms / 3_600_000), 'hour');
    },
    list: (items: string[]) => new Intl.ListFormat(language).format(items),
    language: (code: string) => new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code,
  };
}

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** "5 min. ago" within a week, the date before that. */
function relative(ago: Intl.RelativeTimeFormat, day: Intl.DateTimeFormat, iso: string, now: number): string {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1_000);
  if (Math.abs(seconds) > 7 * 86_400) return day.format(new Date(iso));
  for (const [name, size] of STEPS) {
    if (Math.abs(seconds) >= size) return ago.format(Math.trunc(seconds / size), name);
  }
  return ago.format(0, 'second');
}
