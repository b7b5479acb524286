import { tokensOfLength } from './tokens.ts';

/** What surrounds the words in an event is not taken for longer than this: a single event may hold a whole answer. */
const MOST_AROUND = 300;

/**
 * Estimates the tokens of a stream from how many events it has and how long they are, without reading them: it looks at
 * each piece of each answer, and its figure is needed only for the few that end without telling their usage.
 */
export class Heard {
  private events = 0;
  private length = 0;
  private shortest = MOST_AROUND;

  /** @param last mostly without words, so that it says nothing of what surrounds them in the others */
  event(data: string, last = false): void {
    this.events += 1;
    this.length += data.length;
    if (!last && data.length < this.shortest) this.shortest = data.length;
  }

  /**
   * The shortest event is what surrounds the words in all of them.
   * @param onlyEvents there is more than words in them (log-probabilities), so that their length says nothing
   */
  tokens(onlyEvents = false): number {
    if (this.events === 0) return 0;
    const words = onlyEvents ? 0 : this.length - this.events * this.shortest;
    return Math.max(this.events, tokensOfLength(words));
  }
}
