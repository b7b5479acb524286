import { plainWords } from './lexical.ts';

/** Beginnings of words that are crude in any company. */
const CRUDE =
  'fuck fck fuk motherf shit bullsh asshole arsehole jackass dumbass bitch btch bastard cunt dick prick pussy twat wank whore slut piss crap damn goddamn hell ass arse douche'.split(
    ' ',
  );
/** Beginnings of words that call somebody something. */
const INSULT =
  'idiot moron imbecile stupid dumb retard loser scum trash garbage pathetic worthless disgust filth vermin parasite pig rat clown freak creep pervert pedo groomer libtard demon evil vile coward liar traitor treason nazi fascist commie racist bigot nutjob lunatic psycho ugly fat lazy brainwash brainless braindead clueless senile corrupt thug degenerate sheep shill troll hypocrit tyrant criminal subhuman savage 白痴 蠢 垃圾 废物 滚'.split(
    ' ',
  );
/** Beginnings of words that wish somebody harm. */
const HARM =
  'kill hang shoot die rot burn punch beat stab rape murder execut lynch hate destroy deport jail prison arrest 死 杀'.split(
    ' ',
  );
/** Groups that are attacked more often than others; counts only beside an insult. */
const GROUP =
  'women woman men jew muslim islam black white mexican immigrant illegal gay lesbian trans tranny homo fag nigg chink spic kike paki liberal leftist lefty democrat republican conservative feminist christian catholic chinese indian'.split(
    ' ',
  );
/** Short ones must be the whole word: `ass` is in `assistant`, `hell` in `hello`. */
const WHOLE = 4;

/** Numbers that say more than single words: how many crude words, insults, threats, groups, how loud. */
export function toxicExtras(text: string): number[] {
  const words = plainWords(text);
  const count = (stems: readonly string[]) =>
    words.filter((word) =>
      stems.some((stem) =>
        stem.length <= WHOLE ? word === stem || word === `${stem}s` : word.startsWith(stem),
      ),
    ).length;
  const [crude, insult, harm, group] = [CRUDE, INSULT, HARM, GROUP].map((stems) => Math.min(3, count(stems)));
  const letters = text.replace(/[^A-Za-z]/g, '').length;
  const loud = letters > 12 ? text.replace(/[^A-Z]/g, '').length / letters : 0;
  const you = words.some((word) => word === 'you' || word === 'your' || word === 'u' || word === '你');
  const c = crude ?? 0;
  const n = insult ?? 0;
  // A group's name alone says nothing: otherwise every sentence about Muslims would be a little toxic.
  return [
    c,
    c > 0 ? 1 : 0,
    n,
    n > 0 && you ? 1 : 0,
    harm ?? 0,
    n + c > 0 ? (group ?? 0) : 0,
    loud > 0.6 ? 1 : 0,
  ];
}
